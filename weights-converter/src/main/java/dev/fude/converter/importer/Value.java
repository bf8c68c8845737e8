package dev.fude.converter.importer;

/** What a name in a foreign graph stands for. */
sealed interface Value
    permits BoxCount,
        ChannelSum,
        Constant,
        Dropped,
        Laid,
        Numbers,
        Regrouped,
        Spread,
        Square,
        Uniform {}
