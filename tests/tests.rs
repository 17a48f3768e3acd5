//! Every test that uses the crate from outside, in one program: it is compiled and linked once, where a program for each
//! suite would link the whole library twenty times. A suite is a module; `cargo test spec::` runs one.
//!
//! Tests of all suites run beside each other in one process. So no test changes what the process has one of (its
//! environment, folder, limits, signals, pool of threads): what needs that is a process of its own, as
//! [`support::only`] starts it. And what is measured is the time that a thread worked, not what passed on a clock
//! ([`support::time`]).

mod agenda;
mod architecture;
mod cli;
mod compare;
mod directory;
mod disk;
mod drift;
mod exchange;
mod golden;
mod hostile;
mod hours;
mod incremental;
mod layers;
mod library;
mod preview;
mod properties;
mod recipes;
mod residents;
mod review;
mod schema;
mod search;
mod spec;
mod support;
mod theme;
mod towns;
mod typed;
