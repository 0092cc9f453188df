// Every word that the scripts put on the page.

export const words = {
  phoneOf: (name) => `${name}s telefon`.replace(/ss telefon$/, "s’ telefon"),
  chat: (bot, name) => `Samtale med ${bot}, ${name}`,
  write: (bot) => `Skriv til ${bot}`,
  placeholder: "Besked",
  more: "Flere valg",
  commands: "Kommandoer",
  keys: "Taster",
  noCommands: "Robotten har ingen kommandoer.",
  attach: "Vedhæft",
  robot: "robot",
  typing: "skriver …",
  unread: (count) => (count === 1 ? "1 ulæst" : `${count} ulæste`),
  you: "Mig",
  edited: "redigeret",
  silent: "Sendt uden lyd",
  protected: "Kan ikke gemmes eller sendes videre",
  voice: "Talebesked",
  photo: "Billede",
  document: "Fil",
  sticker: "Klistermærke",
  location: "Sted",
  contact: "Kontakt",
  opensLink: "åbner et nyt vindue",
  blocked: "Du har blokeret robotten.",
  gone: "Kontoen er slettet.",
  nothing: {
    da: (moved) => (moved ? "Der skete ingenting." : "Ikke noget endnu. Flyt tiden ovenfor."),
    en: (moved) => (moved ? "Nothing happened." : "Nothing yet. Move the clock above."),
  },
  happened: { da: "Hvad skete der", en: "What happened" },
  since: { da: (when) => `Siden ${when}`, en: (when) => `Since ${when}` },
  whole: { da: "Alt", en: "All" },
  fromStart: { da: "Alt fra begyndelsen", en: "All from the start" },
  leftOut: { da: (count) => `${count} ting før dette er udeladt.`, en: (count) => `${count} things before this are left out.` },
  unfold: { da: (count) => `Vis (${count})`, en: (count) => `Show (${count})` },
  fold: { da: "Skjul", en: "Hide" },
  lost: "Forbindelsen til simulatoren er væk. Prøver igen …",
  moving: "Tiden flyttes …",
  moved: (count) => {
    if (count === null) return "Tiden er flyttet.";
    if (!count) return "Tiden er flyttet. Der skete ingenting.";
    return `Tiden er flyttet. ${count === 1 ? "Der skete en ting" : `Der skete ${count} ting`}.`;
  },
  moveTo: { da: (when) => `Flyt tiden til ${when}`, en: (when) => `Move the clock to ${when}` },
  beginning: "Scenariet bliver sat op …",
  begun: (title) => `Klar: ${title}`,
  played: { da: "Det var det hele.", en: "That was all of it." },
  failed: ({ status }) => (status === 409
    ? "Vent lidt: tiden flyttes, eller et scenarie bliver sat op."
    : "Det gik ikke. Terminalen siger, hvad der er galt."),
  // What a person cannot do on a phone, by what was tried.
  cannot: {
    open: "Det link hører ikke til denne robot.",
    write: "Beskeden kunne ikke sendes.",
    tap: "Den knap er der ikke mere.",
  },
  cannotDo: "Det kan ikke lade sig gøre nu.",
};
