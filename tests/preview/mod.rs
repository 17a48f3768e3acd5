//! The live preview's server, over real sockets: what it must survive, and what editors see.

mod child;
mod client;
mod connections;
mod desk;
mod requests;
mod streams;
mod what_editors_see;
