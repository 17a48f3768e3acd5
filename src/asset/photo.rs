//! Photos without what they tell about whoever took them: a phone writes into each where it was, when, and what it is called.
//!
//! Nothing of the picture is made anew: the parts that hold no picture are left out, but for its colors and for which side is
//! up. What hides behind the end of a picture, such as the film of a moving photo, goes as well.

use std::sync::Arc;

use exif::{Exif, In, Tag};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{self, WebP};
use img_parts::{Bytes, DynImage, ImageEXIF};
use memchr::memchr;
use memchr::memmem::find;

use super::boxes::{XMP_START, bare_boxes, is_film};
use super::gif::bare_gif;
use crate::text::{Diagnostic, Rule, Severity, phrase};

/// The width and height of a picture as it is shown: lying on its side, a photo says the two the other way round.
pub(super) fn size(bytes: &Arc<[u8]>) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
    let image = DynImage::from_bytes(Bytes::from_owner(Arc::clone(bytes))).ok().flatten();
    let is_on_its_side = image.and_then(|image| orientation(&image.exif()?)).is_some_and(|side| side >= 5);
    Some(if is_on_its_side { (height, width) } else { (width, height) })
}

/// The bytes of a file without what it tells about whoever took it; `None` where it tells nothing, or isn't a picture.
///
/// # Errors
///
/// What to report, at its file: it tells something that can't be left out, or breaks off.
pub(crate) fn without_traces(bytes: &[u8]) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let shared = || Bytes::copy_from_slice(bytes);
    let bare = match bytes {
        [0xff, 0xd8, ..] => Jpeg::from_bytes(shared()).ok().map(bare_jpeg),
        [0x89, b'P', b'N', b'G', ..] => Png::from_bytes(shared()).ok().map(bare_png),
        [b'G', b'I', b'F', b'8', ..] => bare_gif(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            WebP::from_bytes(shared()).ok().map(bare_webp)
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => bare_boxes(bytes),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => return Err(Box::new(tiff())),
        _ if is_film(bytes) => bare_boxes(bytes),
        _ => return Ok(None),
    };
    match bare {
        Some(bare) => Ok((bare != bytes).then_some(bare)),
        None if TRACES.iter().any(|trace| find(bytes, trace).is_some()) => Err(Box::new(telling())),
        None => Err(Box::new(broken())),
    }
}

fn telling() -> Diagnostic {
    let message = phrase!(
        "in deze foto is opgeslagen met welk toestel en misschien ook waar hij is gemaakt, en dat is er niet uit te halen",
        "this photo holds with which device and perhaps where it was taken, and that can't be taken out"
    );
    Diagnostic::new(Rule::PersonalData, message).hint(phrase!(
        "open hem in een programma voor foto's en bewaar hem opnieuw, als JPEG",
        "open it in a program for photos and save it again, as a JPEG"
    ))
}

/// What to report about a picture of which a part is gone, so that nobody can tell what the rest holds.
fn broken() -> Diagnostic {
    let message = phrase!(
        "dit plaatje is niet heel, en browsers laten het niet of maar half zien",
        "this picture isn't whole, and browsers show none or half of it"
    );
    // Some are shown all the same.
    let found = Diagnostic { severity: Severity::Warning, ..Diagnostic::new(Rule::UnreadableFile, message) };
    found.hint(phrase!(
        "haal of kopieer het opnieuw, of bewaar het opnieuw in een programma voor foto's",
        "fetch or copy it again, or save it again in a program for photos"
    ))
}

/// What to report about a TIFF. Where it tells what is as manifold as its format, and no page shows it.
fn tiff() -> Diagnostic {
    let message = phrase!(
        "dit is een TIFF: browsers laten die niet zien, en er kan in staan waar en door wie hij is gemaakt",
        "this is a TIFF: browsers don't show it, and it may hold where and by whom it was made"
    );
    let found = Diagnostic { severity: Severity::Warning, ..Diagnostic::new(Rule::PersonalData, message) };
    found.hint(phrase!("bewaar hem als JPEG of PNG", "save it as a JPEG or a PNG"))
}

/// What a picture that can't be read may still be seen to hold.
const TRACES: [&[u8]; 4] = [b"Exif\0\0", b"eXIf", XMP_START, b"Photoshop 3.0\0"];

/// Which side of a photo is up, from 1, as it is, to 8.
fn orientation(exif: &[u8]) -> Option<u8> {
    let exif = read(exif.to_vec())?;
    let side = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    (1..=8).contains(&side).then_some(side as u8)
}

/// What can be read of it: programs and phones make mistakes in it.
fn read(exif: Vec<u8>) -> Option<Exif> {
    let result = exif::Reader::new().continue_on_error(true).read_raw(exif);
    result.or_else(|error| error.distill_partial_result(|_| {})).ok()
}

/// All that is kept of what a phone wrote: which side is up, where that isn't the side that is up anyway.
fn only_orientation(exif: Option<Bytes>) -> Option<Bytes> {
    let side = exif.and_then(|exif| orientation(&exif)).filter(|side| *side > 1)?;
    // The order of bytes, where the first list begins, that it has one entry: the tag, as a number of two bytes, once, and its
    // value; and that no other list follows.
    let head = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";
    Some([&head[..], &[side, 0, 0, 0], &[0; 4]].concat().into())
}

fn bare_jpeg(mut jpeg: Jpeg) -> Vec<u8> {
    let exif = only_orientation(jpeg.exif());
    let segments = jpeg.segments_mut();
    segments.retain(is_of_picture);
    for segment in segments.iter_mut() {
        if segment.marker() == markers::APP0 && segment.contents().len() > JFIF {
            // A small copy of the picture as it was before it was cut off.
            let contents = [&segment.contents()[..JFIF - 2], &[0, 0]].concat();
            *segment = JpegSegment::new_with_contents(markers::APP0, contents.into());
        }
    }
    jpeg.set_exif(exif);
    let bare = jpeg.encoder().bytes();
    up_to_the_end(&bare)
}

/// How long the part is that says of a JPEG how large its dots are, in bytes, with a small copy of the picture that has no
/// dots.
const JFIF: usize = 14;

/// Whether a part of a JPEG is needed to show it. What programs add has a name of its own.
fn is_of_picture(segment: &JpegSegment) -> bool {
    let named = |name: &[u8]| segment.contents().starts_with(name);
    match segment.marker() {
        markers::APP0 => named(b"JFIF\0"),
        markers::APP2 => named(b"ICC_PROFILE\0"),
        markers::APP14 => named(b"Adobe"),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// A JPEG up to its end, without what programs added between its passes.
fn up_to_the_end(jpeg: &[u8]) -> Vec<u8> {
    let mut bare = Vec::with_capacity(jpeg.len());
    let (mut from, mut at) = (0, 2);
    while let Some(found) = jpeg.get(at..).and_then(|rest| memchr(markers::P, rest)) {
        let start = at + found;
        let Some(marker) = jpeg.get(start + 1) else { break };
        at = start + 2;
        match *marker {
            markers::EOI => {
                bare.extend_from_slice(&jpeg[from..at]);
                return bare;
            }
            // Any number of these may stand before a marker.
            markers::P => at = start + 1,
            // What follows is the picture itself.
            markers::Z | 0x01 | markers::RST0..=markers::RST7 | markers::SOI => {}
            marker => {
                let Some(&[high, low]) = jpeg.get(at..at + 2) else { break };
                let end = at + usize::from(u16::from_be_bytes([high, low])).max(2);
                let contents = Bytes::copy_from_slice(jpeg.get(at + 2..end).unwrap_or_default());
                if !is_kept_between(&JpegSegment::new_with_contents(marker, contents)) {
                    bare.extend_from_slice(&jpeg[from..start]);
                    from = end.min(jpeg.len());
                }
                at = end;
            }
        }
    }
    bare.extend_from_slice(&jpeg[from..]);
    bare
}

/// Whether a part stays where it was looked at before, or stands between two passes.
fn is_kept_between(segment: &JpegSegment) -> bool {
    is_of_picture(segment) || segment.marker() == markers::APP1 && segment.contents().len() == EXIF_OF_OURS
}

/// How long what [`only_orientation`] gives is in a JPEG, in bytes, with its name.
const EXIF_OF_OURS: usize = 6 + 26;

/// The parts of a PNG besides its dots that are needed to show it: its colors, what shines through, how large it is on paper,
/// and that it moves.
const SHOWN: [&[u8; 4]; 16] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST",
    b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

fn bare_png(mut png: Png) -> Vec<u8> {
    let exif = only_orientation(png.exif());
    // The name of a part that a PNG can't be shown without begins with a capital.
    png.chunks_mut().retain(|chunk| chunk.kind()[0].is_ascii_uppercase() || SHOWN.contains(&&chunk.kind()));
    png.set_exif(exif);
    png.encoder().bytes().into()
}

fn bare_webp(mut webp: WebP) -> Vec<u8> {
    /// Where the head of a WebP says that there is XMP in it.
    const XMP: u8 = 0b100;
    let exif = only_orientation(webp.exif());
    let is_shown = |chunk: &RiffChunk| {
        matches!(
            chunk.id(),
            webp::CHUNK_VP8X
                | webp::CHUNK_VP8
                | webp::CHUNK_VP8L
                | webp::CHUNK_ALPH
                | webp::CHUNK_ANIM
                | webp::CHUNK_ANMF
                | webp::CHUNK_ICCP
        )
    };
    let chunks = webp.chunks_mut();
    chunks.retain(is_shown);
    for chunk in chunks.iter_mut().filter(|chunk| chunk.id() == webp::CHUNK_VP8X) {
        if let Some(head) = chunk.content().data()
            && head.first().is_some_and(|flags| flags & XMP != 0)
        {
            let mut head = head.to_vec();
            head[0] &= !XMP;
            *chunk = RiffChunk::new(webp::CHUNK_VP8X, RiffContent::Data(head.into()));
        }
    }
    webp.set_exif(exif);
    webp.encoder().bytes().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a phone writes: which side is up, what it is called, and where it was.
    fn of_phone(side: u8) -> Vec<u8> {
        let mut exif =
            b"MM\0*\0\0\0\x08\0\x02\x01\x10\0\x02\0\0\0\x08\0\0\0\x26\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([side, 0, 0]);
        exif.extend(b"\0\0\0\0Toestel\0");
        exif
    }

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).expect("a short segment");
        [&[0xff, marker], &length.to_be_bytes()[..], contents].concat()
    }

    /// A JPEG of 40 by 30 dots with these parts before the picture and this behind it.
    fn jpeg(parts: &[(u8, &[u8])], behind: &[u8]) -> Arc<[u8]> {
        let parts: Vec<u8> = parts.iter().flat_map(|(marker, contents)| segment(*marker, contents)).collect();
        let frame = segment(0xc0, b"\x08\0\x1e\0\x28\x01\x01\x11\0");
        let scan = segment(0xda, b"\x01\x01\0\0\x3f\0");
        let dots = b"\x12\xff\0\x34\xff\xd0\x56";
        let between = [segment(0xfe, b"een opmerking"), segment(0xda, b"\x01\x01\0\0\x3f\0")].concat();
        let end = b"\x78\xff\xd9";
        [b"\xff\xd8", &parts[..], &frame, &scan, dots, &between, end, behind].concat().into()
    }

    const JFIF_PART: (u8, &[u8]) = (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Arc<[u8]> {
        let head: (&[u8; 4], &[u8]) = (b"IHDR", b"\0\0\0\x28\0\0\0\x1e\x08\x02\0\0\0");
        let chunks = [head].into_iter().chain(chunks.iter().copied()).chain([(b"IEND", &b""[..])]);
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, contents) in chunks {
            let chunk = img_parts::png::PngChunk::new(*kind, Bytes::copy_from_slice(contents));
            bytes.extend(&chunk.encoder().bytes()[..]);
        }
        bytes.into()
    }

    fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Arc<[u8]> {
        let chunk = |(id, contents): &(&[u8; 4], &[u8])| {
            RiffChunk::new(**id, RiffContent::Data(Bytes::copy_from_slice(contents)))
        };
        let subchunks = chunks.iter().map(chunk).collect();
        let list = RiffContent::List { kind: Some(*b"WEBP"), subchunks };
        RiffChunk::new(*b"RIFF", list).encoder().bytes()[..].into()
    }

    fn bare(bytes: &[u8]) -> Arc<[u8]> {
        without_traces(bytes).expect("it can be taken out").expect("it tells something").into()
    }

    #[test]
    fn a_photo_keeps_its_colors_and_which_side_is_up_and_nothing_else() {
        let exif = [b"Exif\0\0", &of_phone(6)[..]].concat();
        let icc: (u8, &[u8]) = (0xe2, b"ICC_PROFILE\0\x01\x01kleuren");
        let adobe: (u8, &[u8]) = (0xee, b"Adobe\0\x64\0\0\0\0\x01");
        let photo = jpeg(
            &[
                JFIF_PART,
                (0xe1, &exif),
                (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>van iemand</x:xmpmeta>"),
                icc,
                (0xe2, b"MPF\0waar de film begint"),
                (0xed, b"Photoshop 3.0\08BIM"),
                adobe,
                (0xfe, b"van iemand"),
            ],
            b"\0\0\0\x18ftypmp42 een film",
        );
        assert_eq!(size(&photo), Some((30, 40)));
        let bare = bare(&photo);
        assert_eq!(size(&bare), Some((30, 40)));
        let kept =
            [b"Exif\0\0", &only_orientation(Some(of_phone(6).into())).expect("it lies on its side")[..]]
                .concat();
        let expected = jpeg(&[JFIF_PART, (0xe1, &kept), icc, adobe], b"");
        let comment = segment(0xfe, b"een opmerking");
        let at = find(&expected, &comment).expect("it stands between the passes");
        assert_eq!(*bare, [&expected[..at], &expected[at + comment.len()..]].concat());
        assert_eq!(without_traces(&bare), Ok(None), "nothing is left to take out");
    }

    #[test]
    fn a_photo_that_is_up_already_keeps_nothing() {
        let exif = [b"Exif\0\0", &of_phone(1)[..]].concat();
        let photo = bare(&jpeg(&[(0xe1, &exif), (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc")], b""));
        assert!(find(&photo, b"Exif").is_none() && find(&photo, b"abc").is_none());
        assert_eq!(size(&photo), Some((40, 30)));
    }

    #[test]
    fn a_png_keeps_what_shows_it() {
        let (exif, dots): (_, &[u8]) = (of_phone(8), b"dots");
        let picture = png(&[
            (b"iCCP", b"icc\0\0x"),
            (b"eXIf", &exif),
            (b"tEXt", b"Author\0iemand"),
            (b"tIME", b"\x07\xea\x01\x01\0\0\0"),
            (b"IDAT", dots),
            (b"iTXt", b"XML:com.adobe.xmp\0"),
        ]);
        assert_eq!(size(&picture), Some((30, 40)));
        let bare = bare(&[&picture[..], b"behind"].concat());
        let kept = only_orientation(Some(exif.into())).expect("it lies on its side");
        assert_eq!(bare, png(&[(b"eXIf", &kept), (b"iCCP", b"icc\0\0x"), (b"IDAT", dots)]));
        assert_eq!(without_traces(&png(&[(b"tRNS", b"\0\0\0\0\0\0"), (b"IDAT", dots)])), Ok(None));
    }

    #[test]
    fn a_webp_says_what_it_still_holds() {
        let (dots, exif): (&[u8], _) = (b"\x50\x5a\x00\x9d\x01\x2a\x28\x00\x1e\x00", of_phone(5));
        let head = |flags: u8| [&[flags, 0, 0, 0], &b"\x27\0\0\x1d\0\0"[..]].concat();
        let photo = webp(&[
            (b"VP8X", &head(0b10_1100)),
            (b"ICCP", b"ab"),
            (b"VP8 ", dots),
            (b"EXIF", &exif),
            (b"XMP ", b"<x:xmpmeta>"),
        ]);
        assert_eq!(size(&photo), Some((30, 40)));
        let bare = bare(&photo);
        let kept = only_orientation(Some(exif.into())).expect("it lies on its side");
        assert_eq!(
            bare,
            webp(&[(b"VP8X", &head(0b10_1000)), (b"ICCP", b"ab"), (b"VP8 ", dots), (b"EXIF", &kept)])
        );
        let upright = webp(&[(b"VP8X", &head(0b1000)), (b"VP8 ", dots), (b"EXIF", &of_phone(1))]);
        let upright = without_traces(&upright).expect("readable").expect("it tells something");
        assert_eq!(upright, *webp(&[(b"VP8 ", dots)]));
    }

    #[test]
    fn what_cant_be_taken_out_is_reported() {
        let photo = jpeg(&[(0xe1, b"Exif\0\0II")], b"");
        let rule = |bytes: &[u8]| without_traces(bytes).expect_err("it can't be taken out").rule;
        assert_eq!(rule(&photo[..12]), Rule::PersonalData);
        assert_eq!(rule(b"\xff\xd8\xff\xc0\0"), Rule::UnreadableFile);
        let picture = png(&[(b"tEXt", b"Author\0iemand"), (b"IDAT", b"dots")]);
        assert_eq!(rule(&picture[..picture.len() - 20]), Rule::UnreadableFile);
        assert_eq!(rule(&of_phone(1)), Rule::PersonalData);
        assert_eq!(without_traces(b"een tekst"), Ok(None));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_looked_at(start in 0usize..5, mut rest in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..200) {
            let whole: Arc<[u8]> = match start {
                0 => jpeg(&[(0xe1, &rest)], &rest),
                1 => png(&[(b"eXIf", &rest)]),
                2 => webp(&[(b"VP8X", &rest), (b"EXIF", &rest)]),
                3 => [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", &rest[..]].concat().into(),
                _ => { rest.splice(0..0, *b"\xff\xd8"); rest.into() }
            };
            let cut: Arc<[u8]> = whole[..cut.min(whole.len())].into();
            for bytes in [whole, cut] {
                let _ = size(&bytes);
                if let Ok(Some(bare)) = without_traces(&bytes) {
                    prop_assert_eq!(without_traces(&bare), Ok(None));
                }
            }
        }
    }
}
