//! Why a site couldn't be published, in words.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::{Phrase, phrase};

/// Why a site couldn't be published. What was there before is there still, but for
/// [`Leftover`](Self::Leftover), [`Halfway`](Self::Halfway) and [`Unfinished`](Self::Unfinished).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder isn't one to write a site to.
    Refused {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        why: FolderRefusal,
    },
    /// Somebody else is publishing to the same folder.
    Busy {
        /// The folder.
        path: PathBuf,
        /// The number of their process, where it is known.
        process: Option<u32>,
    },
    /// More than half of the pages would vanish.
    TooFewPages {
        /// The folder.
        path: PathBuf,
        /// How many pages would vanish.
        vanishing: usize,
        /// How many there are.
        before: usize,
    },
    /// Something is mounted in the folder.
    Mounted {
        /// The folder.
        path: PathBuf,
        /// Where in it.
        mount: PathBuf,
    },
    /// A folder of the old site is closed to us.
    Closed {
        /// The folder.
        path: PathBuf,
        /// The number of its owner.
        user: u32,
    },
    /// What a publication made on its way, or the old site, couldn't be removed at its end.
    Leftover {
        /// What is left.
        path: PathBuf,
        /// What the system said, and about what.
        cause: Box<Error>,
    },
    /// What an earlier publication left beside the output folder can't be removed, or used.
    Stuck {
        /// What is left of it.
        path: PathBuf,
        /// What the system said, and about what.
        cause: Box<Error>,
    },
    /// Files are being replaced one by one, and one of them couldn't be. The next publication goes on with it.
    Unfinished {
        /// The output folder.
        path: PathBuf,
        /// What the system said, and about what.
        cause: Box<Error>,
    },
    /// Something that no build wrote is where the new site has a file or a folder.
    InTheWay {
        /// What it is, relative to the folder.
        path: PathBuf,
        /// The folder.
        out: PathBuf,
        /// How many others there are.
        others: usize,
    },
    /// The new site is in place, but what others put into the old one couldn't be carried over, nor the old site be put back.
    /// The next publication carries it over.
    Halfway {
        /// The old site, with what isn't ours.
        path: PathBuf,
        /// The folder that it was in.
        out: PathBuf,
        /// What the system said, and about what.
        cause: Box<Error>,
    },
    /// What isn't ours lies in what an earlier publication left, and can't be put back.
    Stranded {
        /// Where it lies.
        path: PathBuf,
        /// The folder that it was in.
        out: PathBuf,
    },
    /// Somebody asked to stop.
    Canceled,
    /// The system refused.
    System {
        /// What was being read, written, renamed or removed.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Why a folder isn't one to write a site to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderRefusal {
    /// It is the root of the file system.
    Root,
    /// It is somebody's home folder, or holds it.
    Home,
    /// It is a folder the site is made from, or holds one.
    HoldsSource,
    /// It lies where the site's own texts are read.
    InsideSource,
    /// It lies in the folder of another site or theme that the site is made from.
    InsideOther,
    /// It is a symbolic link.
    Link,
    /// It is a file.
    File,
    /// There are files in it, and they aren't ours.
    Foreign,
    /// It has no name of its own, or one too long to add to.
    Name,
}

impl FolderRefusal {
    fn phrase(self) -> Phrase {
        match self {
            Self::Root => phrase!(
                "dat is de hele schijf; kies een eigen map",
                "that is the whole disk; choose a folder of its own"
            ),
            Self::Home => phrase!(
                "dat is een thuismap, of er staat een in; kies een eigen map",
                "that is a home folder, or holds one; choose a folder of its own"
            ),
            Self::HoldsSource => phrase!(
                "daar staan de teksten waarvan de site gemaakt wordt; kies een andere map",
                "the texts that the site is made from are there; choose another folder"
            ),
            Self::InsideSource => phrase!(
                "die map ligt tussen de teksten van de site; kies een map daarbuiten",
                "that folder lies among the site's texts; choose one outside them"
            ),
            Self::InsideOther => phrase!(
                "die map ligt in die van een andere site of een thema, waar deze site van gemaakt wordt; kies een map daarbuiten",
                "that folder lies in that of another site or a theme that this site is made from; choose one outside it"
            ),
            Self::Link => phrase!(
                "dat is een symbolische koppeling; noem de map zelf",
                "that is a symbolic link; name the folder itself"
            ),
            Self::File => phrase!("dat is een bestand; noem een map", "that is a file; name a folder"),
            Self::Foreign => phrase!(
                "in die map staan bestanden die niet van `wijkgids` zijn; kies een lege map, of maak deze leeg",
                "that folder holds files that `wijkgids` didn't make; choose an empty folder, or empty this one"
            ),
            Self::Name => phrase!(
                "daar kan geen map naast gemaakt worden; kies een gewone, niet te lange naam",
                "no folder can be made beside it; choose an ordinary name that isn't too long"
            ),
        }
    }
}

impl Error {
    /// What went wrong and what to do, in every language.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Refused { path, why } => {
                let (path, why) = (path.display(), why.phrase());
                Phrase {
                    nl: format!("naar `{path}` wordt niets geschreven: {}", why.nl),
                    en: format!("nothing is written to `{path}`: {}", why.en),
                }
            }
            Self::Busy { path, process } => {
                let path = path.display();
                match process {
                    Some(process) => phrase!(
                        "proces {process} schrijft al naar `{path}`; wacht tot het klaar is",
                        "process {process} is writing to `{path}` already; wait until it is done"
                    ),
                    None => phrase!(
                        "een ander proces schrijft al naar `{path}`; wacht tot het klaar is",
                        "another process is writing to `{path}` already; wait until it is done"
                    ),
                }
            }
            Self::TooFewPages { path, vanishing, before } => {
                let path = path.display();
                phrase!(
                    "{vanishing} van de {before} pagina's in `{path}` zouden verdwijnen; klopt dat, geef dan \
                     `--allow-empty` mee",
                    "{vanishing} of the {before} pages in `{path}` would vanish; if that is right, add `--allow-empty`"
                )
            }
            Self::Mounted { path, mount } => {
                let (path, mount) = (path.display(), mount.display());
                phrase!(
                    "naar `{path}` wordt niets geschreven: op `{mount}` is een andere map of schijf aangekoppeld (mount), en de \
                     nieuwe site heeft daar zelf iets; koppel die los, of koppel haar ergens anders aan",
                    "nothing is written to `{path}`: another folder or disk is mounted at `{mount}`, where the new site has \
                     something itself; unmount it, or mount it elsewhere"
                )
            }
            Self::Closed { path, user } => {
                let path = path.display();
                phrase!(
                    "er is niets veranderd: `{path}` is van een andere gebruiker (nummer {user}), en u mag daar niets weghalen of \
                     vervangen; bouw als die gebruiker, of laat de map aan u overdragen (`chown -R`)",
                    "nothing has changed: `{path}` is another user's (number {user}), and you may not remove or replace anything \
                     there; build as that user, or have the folder given to you (`chown -R`)"
                )
            }
            Self::Leftover { path, cause } => {
                let (path, Phrase { nl, en }) = (path.display(), cause.phrase());
                phrase!(
                    "de nieuwe site staat er, maar van het bouwen bleef `{path}` achter ({nl}): haal die map weg, want ze staat de \
                     volgende build in de weg",
                    "the new site is there, but `{path}` is left of its making ({en}): remove that folder, since it stops the next \
                     build"
                )
            }
            Self::Stuck { path, cause } => {
                let (path, Phrase { nl, en }) = (path.display(), cause.phrase());
                phrase!(
                    "er is niets veranderd: `{path}` is een rest van een afgebroken build, en u kunt er niet bij ({nl}); haal die rest \
                     weg als wie die build deed, of als beheerder",
                    "nothing has changed: `{path}` is left of a build that was cut short, and is closed to you ({en}); remove it as \
                     whoever ran that build, or as an administrator"
                )
            }
            Self::Unfinished { path, cause } => {
                let (path, Phrase { nl, en }) = (path.display(), cause.phrase());
                phrase!(
                    "in `{path}` is een deel van de bestanden vervangen, en een deel nog niet ({nl}); de volgende build maakt het af",
                    "in `{path}` some files have been replaced, and others not yet ({en}); the next build goes on with it"
                )
            }
            Self::InTheWay { path, out, others } => {
                let (full, path) = (out.join(path), path.display());
                let full = full.display();
                let others = match others {
                    0 => phrase!("", ""),
                    n => phrase!(" (en nog {n})", " (and {n} more)"),
                };
                let Phrase { nl, en } = others;
                phrase!(
                    "`{full}`{nl} is niet van de vorige build, en de nieuwe site heeft daar zelf `{path}`: zet het ergens anders, of \
                     geef de pagina een ander adres",
                    "`{full}`{en} isn't of the last build, and the new site has `{path}` there: move it elsewhere, or give the page \
                     another address"
                )
            }
            Self::Halfway { path, out, cause } => {
                let (path, out, Phrase { nl, en }) = (path.display(), out.display(), cause.phrase());
                phrase!(
                    "de nieuwe site staat er, maar wat u zelf in `{out}` had gezet ligt nu in `{path}` ({nl}): laat die map staan, de \
                     volgende build zet het terug",
                    "the new site is there, but what you had put into `{out}` yourself now lies in `{path}` ({en}): leave that folder, \
                     the next build puts it back"
                )
            }
            Self::Stranded { path, out } => {
                let (path, out) = (path.display(), out.display());
                phrase!(
                    "`{path}` bleef achter bij een afgebroken build en is niet van `wijkgids`: zet het terug in `{out}`, of haal het \
                     weg",
                    "`{path}` was left behind by a build that was cut short, and isn't of `wijkgids`: put it back into `{out}`, or \
                     take it away"
                )
            }
            Self::Canceled => {
                phrase!("gestopt; er is niets veranderd", "stopped; nothing has changed")
            }
            Self::System { path, source } => {
                let (path, advice) = (path.display(), advice(source));
                Phrase {
                    nl: format!("`{path}`: {source}{}", advice.nl),
                    en: format!("`{path}`: {source}{}", advice.en),
                }
            }
        }
    }

    /// For `map_err`: the system's answer with the path it was about.
    pub(super) fn system<E: Into<io::Error>>(path: &Path) -> impl FnOnce(E) -> Self {
        |source| Self::System { path: path.to_owned(), source: source.into() }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.phrase().en)
    }
}

/// What to do about the answers of the system that people meet.
fn advice(error: &io::Error) -> Phrase {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => phrase!(
            "; maak ruimte: de oude en de nieuwe site staan even naast elkaar",
            "; make room: for a moment the old and the new site stand side by side"
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => phrase!(
            "; kies een map waar u mag schrijven, of vraag wie haar beheert",
            "; choose a folder where you may write, or ask who looks after it"
        ),
        _ if matches!(error.raw_os_error(), Some(number) if is_out_of_handles(number)) => phrase!(
            "; verhoog het aantal bestanden dat tegelijk open mag zijn (`ulimit -n`)",
            "; raise how many files may be open at once (`ulimit -n`)"
        ),
        _ => phrase!("", ""),
    }
}

fn is_out_of_handles(number: i32) -> bool {
    [rustix::io::Errno::MFILE, rustix::io::Errno::NFILE].iter().any(|errno| errno.raw_os_error() == number)
}
