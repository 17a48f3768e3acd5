//! What several suites need.

pub(crate) mod any;
pub(crate) mod inputs;
pub(crate) mod messages;
pub(crate) mod page;
pub(crate) mod spec_file;
pub(crate) mod time;
pub(crate) mod workbook;

/// What tells this test program, started once more, to run only one test, which lies in the module with this
/// `module_path!()`: so a test gets a process of its own.
pub(crate) fn only(module: &str, test: &str) -> [String; 3] {
    let (_, within) = module.split_once("::").expect("a suite is a module of the program");
    [format!("{within}::{test}"), "--exact".to_owned(), "--nocapture".to_owned()]
}
