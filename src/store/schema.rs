//! Tables as both databases have them; a test holds this file to the migrations.

diesel::table! {
    events (id) {
        id -> BigInt,
        stream -> Text,
        seq -> BigInt,
        kind -> Text,
        v -> Integer,
        at -> BigInt,
        actor -> Text,
        body -> Binary,
        openings -> Text,
        prev -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    trail (at, event_id) {
        at -> BigInt,
        event_id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        actor -> Text,
        unit -> Text,
    }
}

diesel::table! {
    trail_listed (case_id, at, event_id) {
        case_id -> BigInt,
        at -> BigInt,
        event_id -> BigInt,
    }
}

diesel::table! {
    witnesses (case_id, witness) {
        case_id -> BigInt,
        witness -> Integer,
        identity -> Text,
        unit -> Text,
        opened_on -> Text,
    }
}

diesel::table! {
    streams (stream) {
        stream -> Text,
        seq -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    commands (key, user_id) {
        key -> Text,
        user_id -> BigInt,
        route -> Text,
        digest -> Text,
        result -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    units (path) {
        path -> Text,
        kind -> Text,
        name_fa -> Text,
        name_en -> Text,
        place_code -> Text,
        active -> Bool,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        username -> Text,
        name_fa -> Text,
        name_en -> Text,
        person_ref -> Text,
        disabled -> Bool,
        must_change -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    grants (id) {
        id -> BigInt,
        user_id -> BigInt,
        role -> Text,
        unit -> Text,
        from_day -> Text,
        to_day -> Nullable<Text>,
    }
}

diesel::table! {
    credentials (user_id) {
        user_id -> BigInt,
        phc -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Binary,
        user_id -> BigInt,
        csrf -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        address -> Text,
        agent -> Text,
        locale -> Text,
    }
}

diesel::table! {
    throttle (key) {
        key -> Text,
        failures -> Integer,
        blocked_until -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    drafts (id) {
        id -> BigInt,
        user_id -> BigInt,
        unit -> Text,
        kind -> Text,
        title -> Text,
        body -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        case_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    cases (id) {
        id -> BigInt,
        reference -> Text,
        tracking -> Text,
        unit -> Text,
        opened_on -> Text,
        state -> Text,
        seq -> BigInt,
        projector -> Integer,
        fold -> Text,
    }
}

diesel::table! {
    case_rows (case_id) {
        case_id -> BigInt,
        reference -> Text,
        unit -> Text,
        principal -> Text,
        people -> Integer,
        step -> Text,
        step_kind -> Text,
        holder -> Text,
        holder_user -> Nullable<BigInt>,
        since -> Text,
        due -> Text,
        assignee -> Nullable<BigInt>,
        claimed_until -> Nullable<BigInt>,
        returned -> Bool,
        flags -> Text,
        state -> Text,
        opened_on -> Text,
        updated_at -> BigInt,
        seq -> BigInt,
    }
}

diesel::table! {
    people (case_id, person) {
        case_id -> BigInt,
        person -> Integer,
        unit -> Text,
        given -> Text,
        family -> Text,
        father -> Text,
        grandfather -> Text,
        birth_from -> Nullable<Integer>,
        birth_to -> Nullable<Integer>,
        birth_county -> Text,
        national_number -> Nullable<Text>,
    }
}

diesel::table! {
    positions (case_id, person, step) {
        case_id -> BigInt,
        person -> Integer,
        step -> Text,
        kind -> Text,
        holder -> Text,
        since -> Text,
        due -> Nullable<Text>,
        wakes_on -> Nullable<Text>,
    }
}

diesel::table! {
    decisions (case_id, person, round) {
        case_id -> BigInt,
        person -> Integer,
        round -> Integer,
        prepared_by -> BigInt,
        signed_by -> Nullable<BigInt>,
        outcome -> Text,
        signed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    numbers (kind, number) {
        kind -> Text,
        number -> Text,
        case_id -> BigInt,
        person -> Integer,
    }
}

diesel::table! {
    papers (case_id, paper, version) {
        case_id -> BigInt,
        paper -> Integer,
        version -> Integer,
        digest -> Nullable<Text>,
        size -> BigInt,
        media -> Text,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        due_at -> BigInt,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        unique_key -> Nullable<Text>,
    }
}

diesel::table! {
    trials (digest) {
        digest -> Text,
        begun_at -> BigInt,
        done -> BigInt,
        total -> BigInt,
        failed -> Bool,
    }
}

diesel::table! {
    export_sets (id) {
        id -> BigInt,
        user_id -> BigInt,
        session_id -> Nullable<BigInt>,
        asked_at -> BigInt,
        asked -> Text,
        state -> Text,
        digest -> Nullable<Text>,
        size -> Nullable<BigInt>,
        expires_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    export_parts (set_id, no) {
        set_id -> BigInt,
        no -> BigInt,
        case_id -> BigInt,
        reference -> Text,
        listed -> Nullable<Text>,
        trouble -> Nullable<Text>,
    }
}

diesel::table! {
    log_outbox (event_id) {
        event_id -> BigInt,
        marked -> Bool,
    }
}

diesel::table! {
    log_leaves (idx) {
        idx -> BigInt,
        event_id -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    log_nodes (level, idx) {
        level -> Integer,
        idx -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    log_checkpoints (size, epoch) {
        size -> BigInt,
        epoch -> Integer,
        root -> Binary,
        note -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    log_cosignatures (size, epoch, witness) {
        size -> BigInt,
        epoch -> Integer,
        witness -> Text,
        line -> Text,
        at -> BigInt,
    }
}

diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(people -> case_rows (case_id));
diesel::joinable!(positions -> case_rows (case_id));

diesel::allow_tables_to_appear_in_same_query!(
    events,
    streams,
    commands,
    units,
    users,
    grants,
    credentials,
    sessions,
    throttle,
    drafts,
    counters,
    cases,
    case_rows,
    people,
    positions,
    decisions,
    numbers,
    papers,
    jobs,
    trials,
    export_sets,
    export_parts,
    log_outbox,
    log_leaves,
    log_nodes,
    log_checkpoints,
    log_cosignatures,
    trail,
    trail_listed,
    witnesses,
);
