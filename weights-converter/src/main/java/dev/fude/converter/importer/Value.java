package dev.fude.converter.importer;

/** What a name in a foreign graph stands for. */
sealed interface Value
    permits BoxCount,
        ChannelSum,
        Constant,
        Dropped,
        Factored,
        Laid,
        Numbers,
        Parts,
        Regrouped,
        Spread,
        Square,
        Tiled,
        Uniform {}
