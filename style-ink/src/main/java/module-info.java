/** The built-in styles: trained weights, free for every use. */
module dev.fude.style.ink {
  requires dev.fude.model;

  provides dev.fude.model.style.BuiltInStyle with
      dev.fude.style.ink.InkStyle,
      dev.fude.style.ink.InkLightStyle;
}
