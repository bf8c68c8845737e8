/** The built-in style: trained weights, free for every use. */
module dev.fude.style.ink {
  requires dev.fude.painter;

  provides dev.fude.painter.BuiltInStyle with
      dev.fude.style.ink.InkStyle;
}
