//! Wijkgids turns a folder of Markdown practice cards into a fast, accessible site, and shows it live while it is
//! written.
//!
//! > A site is a pure function of its inputs. Each stage is a function from one named type to the next; everything a
//! > stage needs is in its arguments; so its result may be kept under the digest of them.
//!
//! ```text
//!    I/O in            pure core (no files, no clock, no environment, no printing)            I/O out
//!  site's folder ┐
//!  its theme     ├ read ▶ Inputs ▶ Document* ▶ Edition ▶ Site ▶ PageView* ▶ HTML* ▶ Outputs ┬ publish
//!  today         ┘               [memo]                        [memo]       [memo]          └ preview
//!                      every stage ───────▶ Vec<Diagnostic> ───────▶ report
//! ```
//!
//! # The folders, in reading order
//!
//! A folder uses only folders above it.
//!
//! | folder | from → to |
//! |---|---|
//! | [`text`] | what everything stands on: sources and places in them, digests, diagnostics, the table of rules |
//! | [`compare`] | versions of one text → what differs in words, a merged text, conflicts, what became of a section |
//! | [`data`] | YAML text → a tree of values that know their places, read key by key |
//! | [`calendar`] | opening hours and dates that come back, as editors type them → days and times |
//! | [`model`] | the declared content model: kinds of documents and their fields, built in and a site's own, each said once |
//! | [`config`] | `wijkgids.yaml` → [`config::Config`]: the site's name, address and values, and what it declares |
//! | [`base`] | the files in which a base says so → its releases, what belongs to each, and on what sites above count |
//! | [`document`] | a source → [`document::Document`]: an outline that others may see and a body that only its page sees |
//! | [`directory`] | tables of provisions, areas and figures → [`directory::Directory`], and a document for each provision |
//! | [`asset`] | a file that is published as it is → its bytes without what a photo or a film tells of where and by whom it was taken, its size, and what nobody should read in it |
//! | [`edition`] | documents of all layers and languages → [`edition::Edition`]: what one reader gets, and what has drifted |
//! | [`site`] | an edition → [`site::Site`]: lists, relations in both directions, links; and what is wrong between documents |
//! | [`page`] | a site → [`page::view::PageView`]s, the contract with theme authors, and their HTML |
//! | [`search`] | a site → [`search::Index`]: what its readers find, in which order, and why; and the files that browsers rank with |
//! | [`exchange`] | a site → tables, JSON and open data for others; and theirs → provisions of ours, with what didn't fit |
//! | [`schema`] | a site's content model → JSON Schemas of the files that its editors write, for help in their own editor |
//! | [`pipeline`] | [`pipeline::Inputs`] → [`pipeline::Built`]: the only place that knows the order of the stages |
//! | [`report`] | diagnostics → what people and programs read of them; two texts → what differs, for a terminal |
//! | [`drift`] | what changed below a site → sentences, a report, a page; and whether a changed file says what it should |
//! | [`release`] | two versions of a base → what differs between them; edits in a base → texts of the site that has them |
//! | [`rename`] | a name of something and its new one → the changes to every file that has the old one |
//! | [`digest`] | what changed below a site and what is wrong with it → what each owner has to know, as text, page, mail and feed |
//! | [`scaffold`] | what is known of a new site → its files; and the national library, as files in the program |
//! | [`layout`] | names of files and folders → which of them a site reads, and what is wrong with the others |
//! | [`http`] | the bytes of a request's head → what is asked, and by whom; a response → the bytes of its head |
//! | [`preview`] | a build → a snapshot; a request → the response: pages with their problems, and the editor's desk |
//! | [`shell`] | what touches files, the clock, the network or the terminal, and nothing else |
//!
//! # What always holds
//!
//! - **Content is never an error.** Whatever is wrong with it is a [`text::Diagnostic`] at its place, in Dutch and in
//!   English, and the rest of the site is made all the same. What is wrong with the machine is an error of [`shell`]
//!   that names the path. A mistake of ours is an `expect` that says why it can't happen.
//! - **The firewall.** Other pages see a document's [`document::Outline`], to which it makes no difference where in
//!   their source its values stand; only its own page sees the [`document::Body`]. So an edit to prose costs one parse and one page, whatever the size of the
//!   library, and an edit to a title renders exactly the pages that show it.
//! - **Kept or fresh, the same.** Results are kept under the digest of their whole input. Nothing is tracked, so nothing
//!   can be missed: for any sequence of inputs, a [`pipeline::Pipeline`] that was kept and a fresh one give the same.
//!   `serve` uses the same pipeline as `build`; there is no second way to make a page.
//! - **The same inputs give the same bytes**, on every machine: no order of hashing, no absolute path, no clock. Today's
//!   date is an input.
//! - **Text is a tree.** Markdown is read once, in texts and in fields, by one reader, to a [`document::TextTree`] that owns
//!   what its links and images name. Values, titles and addresses, which depend on the site, are nodes of it until a page is
//!   composed. HTML, plain text for search, sentences for the rules, words of the glossary, numbers to call and the numbers of
//!   footnotes are passes over it; none reads the HTML of another, and only the last one escapes.
//! - **Precedence is the order of laying.** Whatever an overlay or a translation says takes its place part by part, or is
//!   told. The layers below are read as they are by themselves, so that all sites on one base share its reading.
//! - **Nothing is half published.** A site is written beside the old one and takes its place at once; where the folder has to
//!   stay the one it is, file by file, by a plan that the next build finishes.

// In reading order; the empty lines keep rustfmt from sorting them.
pub mod text;

pub mod compare;

pub mod data;

pub mod calendar;

pub mod model;

pub mod config;

pub mod base;

pub mod document;

pub mod directory;

pub mod asset;

pub mod edition;

pub mod site;

pub mod page;

pub mod search;

pub mod exchange;

pub mod schema;

pub mod pipeline;

pub mod report;

pub mod drift;

pub mod release;

pub mod rename;

pub mod digest;

pub mod scaffold;

pub mod layout;

pub mod http;

pub mod preview;

pub mod shell;
