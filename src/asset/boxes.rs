//! Files of boxes within boxes: photos as an iPhone keeps them, and films. Everything in them is found by where it stands, so
//! what tells where one was taken is written over in its place.

use std::io::Cursor;

use memchr::memmem::find;

/// How the part of a photo begins and ends that programs write into it, in XML.
pub(super) const XMP_START: &[u8] = b"<x:xmpmeta";
const XMP_END: &[u8] = b"</x:xmpmeta>";

/// The same without what it tells; `None` where that can't be taken out.
pub(super) fn bare_boxes(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.get(8..12).is_some_and(is_photo) { bare_heif(bytes) } else { Some(bare_film(bytes)) }
}

/// Whether a file of this brand is a photo: a HEIC, an AVIF, or several of them. The others are films.
fn is_photo(brand: &[u8]) -> bool {
    matches!(brand, [b'm', b'i' | b's', b'f', b'1'] | [b'a', b'v', b'i', b'f' | b's'] | [b'h', b'e', ..])
}

/// Whether bytes begin as a film does that says nothing of its brand: older cameras, and programs, begin with its parts.
pub(super) fn is_film(bytes: &[u8]) -> bool {
    const STARTS: [&[u8; 4]; 6] = [b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"];
    FilmBox::first(bytes, 0..bytes.len()).is_some_and(|first| STARTS.contains(&&first.kind))
}

/// A part of a film, by where it lies.
struct FilmBox {
    kind: [u8; 4],
    start: usize,
    contents: std::ops::Range<usize>,
}

impl FilmBox {
    /// The part that a range begins with, as far as it lies in it (ISO 14496-12, 4.2).
    fn first(film: &[u8], within: std::ops::Range<usize>) -> Option<Self> {
        let (start, rest) = (within.start, film.get(within.clone())?);
        let (&size, after) = rest.split_first_chunk::<4>()?;
        let (&kind, after) = after.split_first_chunk::<4>()?;
        let (length, head) = match u32::from_be_bytes(size) {
            // Up to the end.
            0 => (rest.len(), 8),
            // It is written behind the name.
            1 => (usize::try_from(u64::from_be_bytes(*after.first_chunk::<8>()?)).ok()?, 16),
            size => (usize::try_from(size).ok()?, 8),
        };
        let is_whole = (head..=rest.len()).contains(&length);
        is_whole.then(|| Self { kind, start, contents: start + head..start + length })
    }
}

/// A film without when it was taken, and by which device; and with zeros for where: phones write that as text.
fn bare_film(film: &[u8]) -> Vec<u8> {
    let mut bare = film.to_vec();
    without_notes(&mut bare, 0..film.len(), FilmPart::Whole);
    let mut from = 0;
    while let Some(start) =
        bare[from..].iter().position(|byte| matches!(byte, b'+' | b'-')).map(|at| from + at)
    {
        from = start + 1;
        if let Some(length) = place_of_film(&bare[start..]) {
            bare[start..start + length]
                .iter_mut()
                .filter(|byte| byte.is_ascii_digit())
                .for_each(|digit| *digit = b'0');
            from = start + length;
        }
    }
    bare
}

/// What parts of a film lie in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FilmPart {
    Whole,
    /// What it is made of, `moov`, a track of it, or what is in one.
    Index,
}

/// Writes over what people and programs note in the parts of a film that lie in a range: to whom it looks like room that was left
/// free. What they hold of the film itself stays in its place.
fn without_notes(film: &mut [u8], within: std::ops::Range<usize>, of: FilmPart) {
    let mut from = within.start;
    while let Some(found) = FilmBox::first(film, from..within.end) {
        let FilmBox { kind, start, contents } = found;
        from = contents.end;
        match &kind {
            b"moov" | b"trak" | b"mdia" => without_notes(film, contents, FilmPart::Index),
            b"mvhd" | b"tkhd" | b"mdhd" => without_dates(&mut film[contents]),
            // The end of the whole may have no length of its own, but then lies at the end.
            b"uuid" | b"udta" => without_note(film, start, contents),
            b"meta" if of == FilmPart::Index => without_note(film, start, contents),
            _ => {}
        }
    }
}

fn without_note(film: &mut [u8], start: usize, contents: std::ops::Range<usize>) {
    film[start + 4..start + 8].copy_from_slice(b"free");
    film[contents].fill(0);
}

/// When it was made and changed, right behind the version of this part.
fn without_dates(head: &mut [u8]) {
    let length = if head.first() == Some(&1) { 16 } else { 8 };
    if let Some(dates) = head.get_mut(4..4 + length) {
        dates.fill(0);
    }
}

/// How long the place is that bytes begin with, as ISO 6709 writes it: `+52.3676+004.9041/`.
fn place_of_film(bytes: &[u8]) -> Option<usize> {
    let degrees = |at: usize, n_whole: usize| -> Option<usize> {
        let is_digit = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_digit);
        let is_signed = matches!(bytes.get(at)?, b'+' | b'-');
        let whole = (at + 1..at + 1 + n_whole).all(|at| is_digit(&at));
        let point = at + 1 + n_whole;
        let n_decimals = (point + 1..).take_while(is_digit).count();
        (is_signed && whole && bytes.get(point) == Some(&b'.') && (2..=12).contains(&n_decimals))
            .then_some(point + 1 + n_decimals)
    };
    degrees(degrees(0, 2)?, 3)
}

/// An AVIF or a HEIC: what it tells is written over where it stands, since everything in it is found by where it stands. Which
/// side is up is said elsewhere in these. `None` where it can't be.
fn bare_heif(heif: &[u8]) -> Option<Vec<u8>> {
    let mut bare = heif.to_vec();
    let result = exif::Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(heif));
    match result.or_else(|error| error.distill_partial_result(|_| {})) {
        Ok(exif) => {
            let told = exif.buf();
            // A list without entries.
            let nothing = b"II*\0\x08\0\0\0\0\0\0\0\0\0";
            let at = find(heif, told).filter(|_| told.len() >= nothing.len())?;
            bare[at..at + told.len()].fill(0);
            bare[at..at + nothing.len()].copy_from_slice(nothing);
        }
        Err(exif::Error::NotFound(_)) => {}
        Err(_) => return None,
    }
    let mut from = 0;
    while let Some(start) = find(&bare[from..], XMP_START).map(|at| from + at) {
        let length = find(&bare[start..], XMP_END)? + XMP_END.len();
        bare[start..start + length].fill(b' ');
        from = start + length;
    }
    Some(bare)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A HEIC with this as its EXIF and this in XML behind it.
    fn heif(exif: &[u8], xmp: &[u8]) -> Vec<u8> {
        let boxed = |kind: &[u8; 4], contents: &[u8]| {
            let length = u32::try_from(contents.len() + 8).expect("a short box");
            [&length.to_be_bytes()[..], kind, contents].concat()
        };
        let item = [&[0, 0, 0, 0], exif].concat();
        let brand = boxed(b"ftyp", b"heic\0\0\0\0mif1heic");
        let entry = boxed(b"infe", b"\x02\0\0\0\0\x01\0\0Exif\0");
        let items = boxed(b"iinf", &[b"\0\0\0\0\0\x01", &entry[..]].concat());
        let meta = |at: usize| {
            let at = u32::try_from(at).expect("a short file").to_be_bytes();
            let length = u32::try_from(item.len()).expect("a short item").to_be_bytes();
            let place = [&b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01"[..], &at, &length].concat();
            boxed(b"meta", &[b"\0\0\0\0", &items[..], &boxed(b"iloc", &place)].concat())
        };
        let start = brand.len() + meta(0).len() + 8;
        [&brand[..], &meta(start), &boxed(b"mdat", &[&item[..], xmp].concat())].concat()
    }

    #[test]
    fn what_an_iphone_writes_is_written_over_in_its_place() {
        let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x10\0\x02\0\0\0\x08\0\0\0\x1a\0\0\0\0Toestel\0";
        let photo = heif(exif, b"<x:xmpmeta>van iemand</x:xmpmeta> de foto");
        let bare = bare_boxes(&photo).expect("it can be taken out");
        assert_eq!(bare.len(), photo.len());
        assert!(find(&bare, b"Toestel").is_none() && find(&bare, b"iemand").is_none());
        assert!(bare.ends_with(b"de foto"));
        assert_eq!(bare_boxes(&bare).as_ref(), Some(&bare));
    }

    #[test]
    fn a_film_doesnt_say_where_it_was_taken() {
        let film = |place: &str| {
            format!("\0\0\0\x18ftypmp42\0\0\0\0isommp42 \u{a9}xyz\0\x12\x15\u{7}{place}/ beeld+12.5")
                .into_bytes()
        };
        assert_eq!(bare_boxes(&film("+52.3676-004.9041")), Some(film("+00.0000-000.0000")));
        assert_eq!(bare_boxes(&film("")), Some(film("")));
    }

    #[test]
    fn a_film_doesnt_say_when_and_with_what_it_was_taken() {
        let boxed = |kind: &[u8; 4], contents: &[u8]| {
            let length = u32::try_from(contents.len() + 8).expect("a short box");
            [&length.to_be_bytes()[..], kind, contents].concat()
        };
        let film = |is_noted: bool, start: &[u8]| {
            let kind = |kind: &'static [u8; 4]| if is_noted { kind } else { b"free" };
            let note = |text: &'static [u8]| if is_noted { text.to_vec() } else { vec![0; text.len()] };
            let head = |version: u8, length: usize| {
                [&[version, 0, 0, 0], &vec![if is_noted { 7 } else { 0 }; length][..], b"rest"].concat()
            };
            let media = boxed(b"mdia", &boxed(b"mdhd", &head(0, 8)));
            let track = [boxed(b"tkhd", &head(1, 16)), media, boxed(kind(b"meta"), &note(b"com.apple"))];
            let index = [
                boxed(b"mvhd", &head(0, 8)),
                boxed(b"trak", &track.concat()),
                boxed(kind(b"udta"), &note(b"Toestel")),
                boxed(kind(b"meta"), &note(b"Maker")),
            ];
            let mut long = boxed(b"mdat", b"\0\0\0\0\0\0\0\x14beeld");
            long[..4].copy_from_slice(&1u32.to_be_bytes());
            long[8..16].copy_from_slice(&21u64.to_be_bytes());
            [start, &long, &boxed(b"moov", &index.concat()), &boxed(kind(b"uuid"), &note(b"xmp"))].concat()
        };
        for start in [&b"\0\0\0\x14ftypqt  \0\0\0\0qt  "[..], b"\0\0\0\x08wide", b""] {
            let noted = film(true, start);
            assert_eq!(bare_boxes(&noted), Some(film(false, start)));
            assert_eq!(is_film(&noted), !start.ends_with(b"qt  "));
        }
        assert!(!is_film(b"het wide gebied") && !is_film(b"\0\0\0\x09wide") && !is_film(b""));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_looked_at(exif in proptest::collection::vec(any::<u8>(), 0..100), xmp in "(<x:xmpmeta>|</x:xmpmeta>|[+-]12.34|a){0,9}", cut in 0usize..400) {
            let whole = heif(&exif, xmp.as_bytes());
            for bytes in [&whole, &whole[..cut.min(whole.len())]] {
                if let Some(bare) = bare_boxes(bytes) {
                    prop_assert_eq!(bare.len(), bytes.len());
                    prop_assert_eq!(bare_boxes(&bare), Some(bare.clone()));
                }
            }
        }
    }
}
