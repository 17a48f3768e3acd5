//! Colors of terms, and whether people can read them.

/// A color for each of the two schemes, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// On light ground.
    pub light: String,
    /// On dark ground.
    pub dark: String,
}

/// The grounds that text in a term's color stands on, per scheme: paper and ground of the default theme, as in its
/// `10-tokens.css`. The first one is also what its tint is mixed with.
const LIGHT_GROUNDS: [&str; 2] = ["#ffffff", "#f6f4ef"];
const DARK_GROUNDS: [&str; 2] = ["#1a1e23", "#111418"];

/// How much of a term's color its tint holds, the ground of the numbers of steps.
const TINT: f64 = 0.11;

/// The contrast that WCAG 2.2 success criterion 1.4.3 asks of text.
pub const LEAST_CONTRAST: f64 = 4.5;

impl Color {
    /// The lowest contrast ratio of each scheme's color with the grounds it stands on: light, then dark. `None` where
    /// a color isn't written as `#rrggbb`.
    pub(crate) fn contrast(&self) -> Option<(f64, f64)> {
        let least = |color: &str, grounds: [&str; 2]| {
            let color = channels(color)?;
            let [paper, ground] = [channels(grounds[0])?, channels(grounds[1])?];
            let tint = [0, 1, 2].map(|at| color[at] * TINT + paper[at] * (1.0 - TINT));
            let ratios = [paper, ground, tint].map(|ground| contrast_ratio(color, ground));
            Some(ratios.into_iter().fold(f64::INFINITY, f64::min))
        };
        Some((least(&self.light, LIGHT_GROUNDS)?, least(&self.dark, DARK_GROUNDS)?))
    }
}

/// WCAG 2.2, "contrast ratio", of two colors as red, green and blue, each from 0 to 1.
pub fn contrast_ratio(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Red, green and blue, each from 0 to 1. `None` where a color isn't written as `#rrggbb`.
fn channels(color: &str) -> Option<[f64; 3]> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| Some(f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0);
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// WCAG 2.2, "relative luminance" in sRGB.
fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    let linear =
        |value: f64| if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let of = |one: &str, other: &str| Some(contrast_ratio(channels(one)?, channels(other)?));
        assert_eq!(of("#000000", "#ffffff").map(f64::round), Some(21.0));
        let gray = of("#767676", "#ffffff").expect("two colors");
        assert!((gray - 4.54).abs() < 0.01, "{gray}");
        assert!(Color { light: "rood".into(), dark: "#fff".into() }.contrast().is_none());
    }
}
