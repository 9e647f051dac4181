//! What is logged of each request: method, route, status. Never an address with its query, which
//! may hold what somebody searched for, and never who asked from where.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use tracing::Span;
use tracing::field::Empty;
use tracing_actix_web::RootSpanBuilder;

/// The span of a request.
#[derive(Debug, Clone, Copy)]
pub struct Spans;

impl RootSpanBuilder for Spans {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let route = request.match_pattern().unwrap_or_default();
        tracing::info_span!(
            "request",
            method = %request.method(),
            route = %route,
            user.id = Empty,
            status = Empty,
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status().as_u16(),
            Err(_) => 500,
        };
        span.record("status", status);
        span.in_scope(|| tracing::debug!("answered"));
    }
}
