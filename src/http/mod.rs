//! HTTP/1.1 as values: the bytes of a request's head → what is asked, by whom, and for which address; a response → the bytes of its
//! head. Sockets aren't known here.

mod target;

mod request;

mod response;

mod guard;

pub(crate) use guard::{ForeignOrigin, check};
pub(crate) use request::{MOST_HEAD_BYTES, Method, Request, RequestRefusal, head_end, parse_head};
pub use response::CONTENT_SECURITY_POLICY;
pub(crate) use response::{ConnectionPolicy, Response, ResponseBody, ResponseStatus, stream_head};
pub(crate) use target::{decode, pairs, path, query};
