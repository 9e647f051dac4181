//! Forms that carry files: streamed into temporary files, within limits.

use std::io::Write as _;
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::rt::time::timeout;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;
use tempfile::NamedTempFile;

use super::body::{self, FIELD_LIMIT, FORM_LIMIT};
use super::form::Values;
use super::visit::{Problem, Upload};

/// Bytes of one uploaded paper.
pub const UPLOAD_LIMIT: u64 = 20 * 1024 * 1024;
/// Bytes of all papers of one form.
const TOGETHER_LIMIT: u64 = 100 * 1024 * 1024;
const FILES_LIMIT: usize = 40;
/// Nothing arrives for so long: the sender is gone.
const SILENCE: Duration = Duration::from_secs(15);
/// What is gathered before a file is written to.
const GATHERED: usize = 256 * 1024;

/// What a form brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub form: Values,
    pub uploads: Vec<Upload>,
}

/// Reads a form without files.
pub async fn form(mut payload: web::Payload) -> Result<Values, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = timeout(SILENCE, payload.next())
        .await
        .map_err(|_silence| Problem::Slow)?
    {
        let chunk = chunk.map_err(|_broken| Problem::BadRequest)?;
        if bytes.len() + chunk.len() > FORM_LIMIT {
            return Err(Problem::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    body::pairs(&bytes)
}

/// Reads a form with files. `keep` is false when nobody is signed in: then the typed text is read,
/// so that it can be kept for them, and the files are not.
pub async fn multipart(
    request: &HttpRequest,
    payload: web::Payload,
    keep: bool,
) -> Result<Brought, Problem> {
    let mut parts = Multipart::new(request.headers(), payload);
    let mut pairs = Vec::new();
    let mut uploads: Vec<Upload> = Vec::new();
    let (mut text_left, mut bytes_left) = (FORM_LIMIT, TOGETHER_LIMIT);
    while let Some(part) = timeout(SILENCE, parts.next())
        .await
        .map_err(|_silence| Problem::Slow)?
    {
        let mut part = part.map_err(|_broken| Problem::BadRequest)?;
        if pairs.len() >= FIELD_LIMIT || uploads.len() >= FILES_LIMIT {
            return Err(Problem::TooLarge);
        }
        let named = part.content_disposition().map(|d| {
            (
                d.get_name().map(str::to_owned),
                d.get_filename().map(str::to_owned),
            )
        });
        let Some((Some(field), file_name)) = named else {
            return Err(Problem::BadRequest);
        };
        match file_name {
            None => pairs.push((field, typed(&mut part, &mut text_left).await?)),
            Some(name) => {
                let upload = file(&mut part, (field, name), bytes_left, keep).await?;
                bytes_left = bytes_left.saturating_sub(upload.as_ref().map_or(0, |u| u.size));
                uploads.extend(upload);
            }
        }
    }
    Ok(Brought {
        form: Values::from_pairs(pairs),
        uploads,
    })
}

async fn next(part: &mut Field) -> Result<Option<web::Bytes>, Problem> {
    timeout(SILENCE, part.next())
        .await
        .map_err(|_silence| Problem::Slow)?
        .transpose()
        .map_err(|_broken| Problem::BadRequest)
}

async fn typed(part: &mut Field, left: &mut usize) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next(part).await? {
        *left = left.checked_sub(chunk.len()).ok_or(Problem::TooLarge)?;
        bytes.extend_from_slice(&chunk);
    }
    body::text(bytes)
}

/// One file; nothing where none was chosen. Of one that is too large the rest is read and forgotten:
/// the form around it is worth keeping.
async fn file(
    part: &mut Field,
    (field, name): (String, String),
    left: u64,
    keep: bool,
) -> Result<Option<Upload>, Problem> {
    let mut file: Option<NamedTempFile> = None;
    let (mut size, mut gathered) = (0_u64, Vec::new());
    while let Some(chunk) = next(part).await? {
        size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if size > left {
            return Err(Problem::TooLarge);
        }
        if size > UPLOAD_LIMIT {
            (file, gathered) = (None, Vec::new());
        } else if keep {
            gathered.extend_from_slice(&chunk);
        }
        if gathered.len() >= GATHERED {
            file = Some(written(file, std::mem::take(&mut gathered)).await?);
        }
    }
    let name = shown_name(&name);
    if !keep || size == 0 && name.is_empty() {
        return Ok(None);
    }
    let file = written(file, gathered).await?;
    Ok(Some(Upload {
        field,
        name,
        file,
        size,
    }))
}

async fn written(file: Option<NamedTempFile>, bytes: Vec<u8>) -> Result<NamedTempFile, Problem> {
    let work = move || {
        let mut file = match file {
            Some(file) => file,
            None => NamedTempFile::new()?,
        };
        file.write_all(&bytes)?;
        file.flush()?;
        Ok::<_, std::io::Error>(file)
    };
    match web::block(work).await {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(e)) => Err(Problem::internal(e)),
        Err(_) => Err(Problem::Unavailable),
    }
}

/// A name to be shown: no folders, no control or direction marks, no longer than a line.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}'))
        .take(120)
        .collect();
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::shown_name;

    #[test]
    fn a_file_name_is_only_text() {
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("C:\\scans\\برگه ۱.pdf"), "برگه ۱.pdf");
        assert_eq!(shown_name("\u{202E}gpj.exe\r\nX: y"), "gpj.exeX: y");
        assert_eq!(shown_name(&"a".repeat(300)).len(), 120);
    }
}
