//! What languages call themselves.
//!
//! CLDR knows it, but no stable crate gives it: those of ICU4X leave names of languages to one that changes with every release.
//! So these are its names, as they stand by themselves in a list, of the languages that are spoken in the Netherlands and the
//! official ones of Europe.

use super::Language;

/// By the primary tag, in the order of the alphabet.
const NAMES: [(&str, &str); 73] = [
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycan"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("fy", "Frysk"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("ko", "한국어"),
    ("ku", "Kurdî (kurmancî)"),
    ("lb", "Lëtzebuergesch"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("ms", "Melayu"),
    ("mt", "Malti"),
    ("nb", "Norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("om", "Oromoo"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pap", "Papiamentu"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
];

impl Language {
    /// What the language calls itself, with its region as it was written: `Français`, `Português (BR)`. `None` for one that
    /// isn't known.
    pub fn own_name(&self) -> Option<String> {
        let (primary, region) = self
            .as_str()
            .split_once('-')
            .map_or((self.as_str(), None), |(primary, region)| (primary, Some(region)));
        let idx = NAMES.binary_search_by_key(&primary, |(tag, _)| *tag).ok()?;
        let (_, name) = NAMES[idx];
        Some(region.map_or_else(|| name.to_owned(), |region| format!("{name} ({region})")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_called_as_its_speakers_do() {
        assert!(NAMES.is_sorted());
        let name = |tag: &str| Language::new(tag).and_then(|language| language.own_name());
        assert_eq!(name("fr").as_deref(), Some("Français"));
        assert_eq!(name("pt-BR").as_deref(), Some("Português (BR)"));
        assert_eq!(name("zu"), None);
    }
}
