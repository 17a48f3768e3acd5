//! Publishing: from [`Outputs`] to a folder that a web server can show, all at once or not at all.
//!
//! The new site is written beside the old one (`.NAME.wijkgids-new` in the same folder), with a hard link for every
//! file that is equal, and then takes its place in one step. Whatever happens on the way (an error, a full disk,
//! `kill -9`), the folder holds the old site or the new one, and the next [`publish`] clears what was left behind.
//! When every file is equal, nothing is touched. A power cut may cost files that the disk hadn't stored yet; since
//! equal is judged by the bytes themselves, the next [`publish`] mends that. Sites for several readers lie in folders of one
//! output folder, so that one step serves them all.
//!
//! Where the folder can't be replaced, or others hold on to it (it is mounted, or comes with a container's image), its files
//! are [replaced one by one](InPlace), and who comes next finishes what was begun.
//!
//! A page that was opened just before asks for its style and scripts just after. Those whose names hold their digest (the
//! [companions](Outputs::companions) of the pages) therefore stay for one build; the next one that changes anything lets them
//! go. Nothing else outlives its build: a picture, a document or a file of the search that is withdrawn is gone at once.
//!
//! Only a folder that this module made (or an empty one) is ever replaced. What others put into it (a repository, the proof
//! of a certificate) is carried over: its [marker](MARKER) lists what the last build wrote, and everything else is theirs.
//! What the files mean is not known here.

mod error;

mod options;

mod manifest;

mod ownership;

mod place;

mod lock;

mod carry;

mod compare;

mod mounts;

mod stage;

mod swap;

mod in_place;

use std::cell::OnceCell;
use std::path::Path;

pub use error::{Error, FolderRefusal};
pub use options::{InPlace, MARKER, Options, Publication, Published};

use crate::pipeline::Outputs;
use compare::Comparison;
pub(super) use lock::Lock;
use manifest::{Manifest, is_marked};
use mounts::Mounts;
use place::OutputFolders;
use stage::StagedOutput;
use swap::Exchange;

/// Makes a folder hold these files, and of those that the last build wrote no others.
///
/// # Errors
///
/// See [`Error`]. But where that says otherwise, the folder is what it was before.
pub fn publish(outputs: &Outputs, out: &Path, options: Options<'_>) -> Result<Publication, Error> {
    let Options { sources, sites, cancel, .. } = options;
    let place = OutputFolders::find(out, sources)?;
    let lock = Lock::take(&place)?;
    recover(&place, sites)?;
    let is_old = place.demand_ours(sites)?;
    let mounts = Mounts::of(&place.out);
    let mut objection = if options.in_place { Some(InPlace::Asked) } else { mounts.objection(&place.out) };
    if !lock.is_beside() {
        objection = objection.or(Some(InPlace::Parent));
    }
    let manifest = Manifest::of(&place.out, sites).around(mounts.below());
    let former = manifest.former(outputs);
    let (marker, other_marker) = (manifest::marker(outputs, &former), OnceCell::new());
    let mut comparison = if is_old {
        Comparison::with_old(outputs, &marker, &place, &manifest, cancel)?
    } else {
        Comparison::with_nothing(outputs, &marker)
    };
    if !comparison.is_equal() {
        let stay = comparison.let_companions_go();
        if stay != former {
            comparison.set_marker(other_marker.get_or_init(|| manifest::marker(outputs, &stay)));
        }
    }
    if !options.allow_empty {
        comparison.demand_most_pages(&place, sites)?;
    }
    let sites = comparison.summaries(sites);
    let unclaimed = if is_marked(&place.out) { manifest.unclaimed(&comparison.foreign) } else { Vec::new() };
    let done = |in_place, leftover| Ok(Publication { sites, in_place, leftover, unclaimed });
    if comparison.is_equal() {
        return done(None, None);
    }
    let mounted = || Some(InPlace::Elsewhere { mount: mounts::for_others(&place.out)? });
    let held = || carry::held(&comparison.foreign, &place.out);
    let why = match objection.or_else(mounted).or_else(held).filter(|_| is_old) {
        Some(why) => why,
        None => match exchange(&comparison, &place, &manifest, options)? {
            Exchange::Done(leftover) => return done(None, leftover),
            Exchange::Impossible(why) => why,
        },
    };
    mounts::demand_untouched(&place.out, &manifest, &comparison)?;
    comparison.demand_open(&place, false)?;
    let leftover = in_place::replace(&comparison, &place, cancel)?;
    done(Some(why), leftover)
}

/// Writes the new site as a whole and puts it in the place of the old one.
fn exchange(
    comparison: &Comparison<'_>,
    place: &OutputFolders,
    manifest: &Manifest,
    options: Options<'_>,
) -> Result<Exchange, Error> {
    comparison.demand_open(place, true)?;
    let staged = StagedOutput::new(&place.new)?;
    let owner = comparison.folders.first().and_then(|root| root.owner);
    if owner.is_some_and(|owner| staged.take_over(owner, &place.out).is_err()) {
        return Ok(Exchange::Impossible(InPlace::Owner));
    }
    staged.write(comparison, &place.out, options.cancel)?;
    swap::swap(staged, place, &comparison.foreign, manifest)
}

/// Finishes or takes back what an earlier publication began in a folder, if there is such a thing: so that a site that has
/// errors now isn't left half new, or away.
///
/// # Errors
///
/// As [`publish`].
pub fn finish(out: &Path, sources: &[&Path]) -> Result<(), Error> {
    let is_begun = |place: &OutputFolders| swap::is_torn(place) || in_place::is_begun(place);
    if !OutputFolders::named(out).is_some_and(|place| is_begun(&place)) {
        return Ok(());
    }
    let place = OutputFolders::find(out, sources)?;
    let _lock = Lock::take(&place)?;
    swap::mend(&place)?;
    in_place::recover(&place)
}

/// Mends what an earlier publication left that was cut short.
fn recover(place: &OutputFolders, sites: &[&str]) -> Result<(), Error> {
    if !is_marked(&place.out) {
        // An earlier version published each of several sites by itself.
        for site in sites.iter().filter(|site| is_marked(&place.out.join(site))) {
            swap::recover(&place.of_site(site), &[])?;
        }
    }
    swap::recover(place, sites)?;
    in_place::recover(place)
}
