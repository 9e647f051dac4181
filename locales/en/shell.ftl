# The frame of every page, signing in, accounts, and the pages of what went wrong.

# After something was done
done-recorded = Recorded.
done-opened = Case opened. Give the applicant the receipt.
done-moved = Recorded. Where the case stands now is at the top of the page.
done-signed = Signed.
done-password = Password changed. Your other sessions have ended.
done-saved = Saved.
done-again = This request was already carried out; it was not done twice.
done-signed-out = You have signed out.
done-session-ended = That session has ended.
done-sessions-ended = All other sessions have ended.

# Signing in
username = User name
password = Password
sign-in-wrong = The user name or the password is not right, or this account is disabled.
sign-in-wait = { $minutes ->
    [one] After repeated attempts you cannot sign in for one more minute. If you have forgotten your password, tell the system administrator.
   *[other] After repeated attempts you cannot sign in for another { $minutes } minutes. If you have forgotten your password, tell the system administrator.
}
sign-in-busy = Many people are signing in at this moment. Send again in a few seconds.
form-is-back = What you had written is back in the form below and has not been sent yet. Look it over and send it; files have to be chosen anew.
sign-in-form-kept = Your session had ended. What you typed was kept and will be there after you sign in.
sign-in-files-again = Attached files are not kept; choose them again.
sign-in-first = Sign in to see this page.

# One's own account
account-title = My account
account-roles = My posts
account-roles-none = You hold no post at present. Tell the system administrator.
grant-until = until { $day }
password-change = Change password
password-old = Current password
password-new = New password
password-again = New password again
password-hint = At least { $least } characters; a few unrelated words in a row are better than one complicated word.
password-must-change = The system administrator gave you this password. Set your own before you go on.
password-differs = The two new passwords are not the same.
password-old-wrong = The current password is not right.
password-too-short = A password needs at least 15 characters.
password-too-long = A password has no more than 200 characters.
password-common = Many people use this password; it is soon guessed.
password-holds-username = A password must not contain the user name.
password-same = The new password is the current one.
password-unreadable = The password has a character that cannot be accepted.
session-current = this session
session-end = End
sessions-end-others = End all other sessions

# Users
users-title = Users
users-add = Add a user
users-list = List of users
user-name-fa = Full name in Persian
user-name-en = Full name in English
user-username-hint = Lower-case letters, digits, dot and hyphen.
user-person = Personnel number
user-person-hint = One person, one number, one account.
user-role = Post
user-roles = Posts
user-unit = Office
user-state = State
user-active = Active
user-disabled = Disabled
user-since = From
user-until = Until
user-until-hint = For a deputy or a posting; leave empty if it has no end.
user-grant = Give a post
user-grant-end = End the post
user-grant-ended = ended
user-disable = Disable the account
user-disable-hint = All of the user’s sessions end. The office head gives open work to somebody else.
user-enable = Enable again
user-reset = Set a one-time password
user-reset-hint = The user’s sessions end, and failed attempts are counted from the beginning.
user-self = You cannot change your own account here; another administrator must do it.
user-username-wrong = A user name has 3 to 40 characters: lower-case letters, digits, dot and hyphen.
user-username-taken = This user name exists.
user-person-taken = This personnel number has an account.
user-period-wrong = The last day must not be before the first.
user-grant-held = The user holds this post in this office already.
user-unit-outside = This office is not in your area.
done-user-disabled = The account is disabled.
done-user-enabled = The account is enabled.
done-grant = The post was given.
done-grant-ended = The post has ended.

# What went wrong: title, what it means, what to do
problem-who-may = This is for: { $roles }.
problem-sign-in = Sign in first
problem-sign-in-text = You must be signed in to see this page.
problem-sign-in-next = Sign in; this page opens afterwards.
problem-not-found = There is no such page
problem-not-found-text = The address is wrong, or what you are looking for is not in your area of work.
problem-not-found-next = Check the address or the case number, or start from the inbox.
problem-forbidden = This is not yours to do
problem-forbidden-text = Your post does not allow this.
problem-forbidden-next = If you should be doing this, ask the office head or the system administrator.
problem-refused = Not yet
problem-refused-text = The case is not where this is done.
problem-refused-next = Look at the case; it says what is missing.
problem-conflict = The case has changed meanwhile
problem-conflict-text = While you were writing, somebody else changed the case. Your text is kept.
problem-conflict-next = Look at the changes and decide again.
problem-bad-request = This request could not be read
problem-bad-request-text = Some characters or parts of what arrived are not right.
problem-bad-request-next = Go back to the page before and type it again.
problem-method = This page does not open this way
problem-method-text = This address does not take such a request.
problem-method-next = Start from the inbox.
problem-media = This way of sending is not accepted
problem-media-text = A form must be sent from this system.
problem-media-next = Open the page again and send it once more.
problem-forged = This form was not accepted
problem-forged-text = The mark of this form does not belong to your session; the page may have been opened before you signed in, or the form came from somewhere else. Nothing was done.
problem-forged-next = Open the page again and send it once more.
problem-mismatch = This request was sent before with another text
problem-mismatch-text = The same form was sent and recorded once, and now arrived with another text.
problem-mismatch-next = Open the page again and see what is recorded.
problem-too-large = This is too large
problem-too-large-text = Each file must be smaller than 20 megabytes, and a form must not be too long.
problem-too-large-next = Send a smaller file, or send it in parts.
problem-slow = Sending took too long
problem-slow-text = The request did not arrive to its end.
problem-slow-next = Check the network and send again.
problem-unavailable = The system does not answer at the moment
problem-unavailable-text = The database did not answer. Nothing was recorded.
problem-unavailable-next = Send again in a few seconds.
problem-internal = We are sorry; this page could not be made
problem-internal-text = Something went wrong in the system and nothing was recorded. It is not your fault.
problem-internal-next = Try again. If it happens once more, give the number below to the system administrator.
way-inbox = Go to the first page
way-sign-in = Sign in
way-case = Back to the case
way-fresh-case = See the case with the changes
session-column-since = Since
session-column-seen = Last used
session-column-address = From address
sessions-others = Other sessions
day-and-time = { $day }, { $time }
users-column-name = Name
user-must-change = New password awaited
user-password-is = One-time password: { $password }
user-password-once = It is shown this once only. Hand it over in person; it is changed at the first sign-in.
user-created = Made
user-no-end = no end
