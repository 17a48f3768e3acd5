//! Colors of terms, and whether people can read them.

/// A color for each of the two schemes, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// On light ground.
    pub light: String,
    /// On dark ground.
    pub dark: String,
}

/// The grounds that text in a term's color stands on, per scheme; the theme's own.
const LIGHT_GROUNDS: [&str; 2] = ["#ffffff", "#f6f4ef"];
const DARK_GROUNDS: [&str; 2] = ["#15181c", "#1a1e23"];

/// The contrast that WCAG 2.2 success criterion 1.4.3 asks of text.
pub(super) const LEAST_CONTRAST: f64 = 4.5;

impl Color {
    /// The lowest contrast ratio of each scheme's color with the grounds it stands on: light, then dark. `None` where
    /// a color isn't written as `#rrggbb`.
    pub(super) fn contrast(&self) -> Option<(f64, f64)> {
        let least = |color: &str, grounds: [&str; 2]| {
            let ratios = grounds.map(|ground| Some(ratio(luminance(color)?, luminance(ground)?)));
            Some(ratios[0]?.min(ratios[1]?))
        };
        Some((least(&self.light, LIGHT_GROUNDS)?, least(&self.dark, DARK_GROUNDS)?))
    }
}

/// WCAG 2.2, "contrast ratio".
fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, "relative luminance" in sRGB.
fn luminance(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (light, dark) =
            Color { light: "#000000".into(), dark: "#ffffff".into() }.contrast().expect("two colors");
        assert!((light - 19.1).abs() < 0.1, "{light}");
        assert!((dark - 16.7).abs() < 0.2, "{dark}");
        assert!(Color { light: "rood".into(), dark: "#fff".into() }.contrast().is_none());
    }
}
