//! What the files of a site make a browser fetch from others, or run: proved by reading each as a browser does, with parsers
//! of others. What a file breaks depends on its bytes and on the address of the site alone, so it is kept with the file.

mod address;

mod breach;

mod style;

mod script;

mod markup;

mod page;

mod drawing;

mod file;

mod report;

pub(super) use report::{FoundOnPages, copied, digest, on_files, on_pages};
