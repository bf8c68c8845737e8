/** The built-in style: trained weights, free for every use. */
module dev.fude.style.ink {
  requires dev.fude.animegan;

  provides dev.fude.animegan.BuiltInStyle with
      dev.fude.style.ink.InkStyle;
}
