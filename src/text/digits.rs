//! Groups of digits: several of them can be one number, or one of them stand beside it.

/// Where the groups of digits at the start of a text end that one number can have, which has so many digits at most.
pub(crate) fn group_ends(text: &str, most: usize) -> Vec<usize> {
    let digits = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).take(most);
    let is_end = |at: &usize| !text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    digits.map(|(at, _)| at).filter(is_end).map(|at| at + 1).collect()
}

/// How long the group is that a text starts with, by its first digit or the sign before it, in bytes.
pub(crate) fn first_group(text: &str) -> usize {
    1 + text.bytes().skip(1).take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_where_a_group_of_its_digits_does() {
        assert_eq!(group_ends("06-12 345", 14), [2, 5, 9]);
        assert_eq!(group_ends("06-12 345", 4), [2, 5]);
        assert_eq!(group_ends("06-12 345", 3), [2], "a group is whole or not there");
        assert_eq!(group_ends("é1", 3), [3]);
        assert_eq!(group_ends("", 3), [0; 0]);
        assert_eq!([first_group("+31 6"), first_group("06-1"), first_group("7")], [3, 2, 1]);
    }
}
