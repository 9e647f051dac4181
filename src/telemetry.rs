//! What the process says of itself: each failure once; with `SEJEL_LOG=debug`, each request too.
//!
//! A log is read by people who may not read cases. So it never holds names, numbers of persons,
//! form bodies, search words or the queries of addresses; a panic is logged by its place only,
//! because what it says may quote any of these.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Begins to log to the error stream, as lines of text or of JSON. Does nothing when it was begun
/// before.
pub fn begin(filter: &str, json: bool) {
    let _begun_before = subscriber(filter, json, std::io::stderr);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place = place.unwrap_or_default(), "panic");
    }));
}

fn subscriber<W>(filter: &str, json: bool, to: W) -> Result<(), String>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(to)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal());
    let begun = if json {
        lines.json().flatten_event(true).finish().try_init()
    } else {
        lines.compact().finish().try_init()
    };
    begun.map_err(|e| e.to_string())
}
