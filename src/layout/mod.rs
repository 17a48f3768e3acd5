//! What a site's folder can hold: which folders and names are read, and what is wrong with the others. Names in, a verdict out;
//! what lies on a disk isn't known here.

mod folders;

pub(crate) mod name;

mod reach;

pub use folders::{Folders, KEPT, STATIC, is_kept};
pub use reach::Reach;
