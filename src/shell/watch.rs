//! Waiting until something changes in a site's folder.
