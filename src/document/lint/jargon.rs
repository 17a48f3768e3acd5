//! `jargon`: words of officials and professionals on pages for residents, each with one that everybody uses.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::judged::{JudgedText, Sentence};
use crate::text::{Diagnostic, Rule, phrase};

/// Words with what to write instead; their plural and other forms by themselves.
const PLAIN: &[(&str, &str)] = &[
    // Of the field.
    ("afschalen", "minder hulp"),
    ("opschalen", "meer hulp"),
    ("opgeschaald", "meer hulp gevraagd"),
    ("afgeschaald", "minder hulp"),
    ("beschikking", "brief met het besluit"),
    ("beschikkingen", "brieven met het besluit"),
    ("casusregisseur", "vaste contactpersoon"),
    ("casuïstiek", "voorbeelden"),
    ("casus", "situatie"),
    ("hulpvraag", "vraag"),
    ("hulpvragen", "vragen"),
    ("zorgvraag", "vraag om zorg"),
    ("indicatie", "besluit over welke hulp u krijgt"),
    ("indicaties", "besluiten over welke hulp u krijgt"),
    ("indicatiestelling", "besluit over welke hulp u krijgt"),
    ("intake", "eerste gesprek"),
    ("intakegesprek", "eerste gesprek"),
    ("ketenpartner", "andere organisatie"),
    ("ketenpartners", "andere organisaties"),
    ("keukentafelgesprek", "gesprek bij u thuis"),
    ("maatwerkvoorziening", "hulp die bij u past"),
    ("maatwerkvoorzieningen", "hulp die bij u past"),
    ("mandaat", "wat iemand zelf mag beslissen"),
    ("multiproblematiek", "meer problemen tegelijk"),
    ("ondersteuningsbehoefte", "hulp die u nodig hebt"),
    ("outreachend", "bij mensen langsgaan"),
    ("participatie", "meedoen"),
    ("participeren", "meedoen"),
    ("perspectiefplan", "plan"),
    ("problematiek", "problemen"),
    ("regievoerder", "vaste hulpverlener"),
    ("vraagverheldering", "gesprek over wat er speelt"),
    ("zelfredzaam", "uzelf kunnen redden"),
    ("zelfredzaamheid", "uzelf kunnen redden"),
    // Of offices.
    ("aangaande", "over"),
    ("alsmede", "en"),
    ("betreffende", "over"),
    ("conform", "volgens"),
    ("derhalve", "daarom"),
    ("desalniettemin", "toch"),
    ("echter", "maar"),
    ("evaluatie", "terugkijken hoe het ging"),
    ("evalueren", "terugkijken hoe het ging"),
    ("eveneens", "ook"),
    ("expertise", "kennis"),
    ("faciliteren", "mogelijk maken"),
    ("implementeren", "invoeren"),
    ("indien", "als"),
    ("inzake", "over"),
    ("middels", "met"),
    ("monitoren", "volgen"),
    ("mits", "als"),
    ("omtrent", "over"),
    ("reeds", "al"),
    ("teneinde", "om"),
    ("tenzij", "behalve als"),
    ("tevens", "ook"),
    ("thans", "nu"),
    ("vigerende", "geldende"),
    ("wederom", "weer"),
];

static INSTEAD: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| PLAIN.iter().copied().collect());

pub(super) fn check(text: &JudgedText<'_>, sentence: &Sentence<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for word in sentence.words.iter().filter(|word| !word.is_value) {
        let typed = word.text;
        let lower = typed.to_lowercase();
        let own = text.model.jargon.get(&lower).map(String::as_str);
        let Some(plain) =
            own.or_else(|| INSTEAD.get(lower.as_str()).copied()).filter(|plain| !plain.is_empty())
        else {
            continue;
        };
        // Between brackets or quotation marks it is the name of what the text has just explained.
        let (before, after) = sentence.around(word);
        if matches!(before, Some('(' | '‘' | '“' | '"' | '*'))
            || matches!(after, Some(')' | '’' | '”' | '"' | '*'))
        {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                Rule::Jargon,
                phrase!(
                    "`{typed}` is vaktaal of ambtelijke taal; niet elke bewoner kent het",
                    "`{typed}` is a word of professionals or officials; not every resident knows it"
                ),
            )
            .at(sentence.at(text.source, word))
            .hint(phrase!("schrijf bijvoorbeeld: {plain}", "write for example: {plain}")),
        );
    }
}
