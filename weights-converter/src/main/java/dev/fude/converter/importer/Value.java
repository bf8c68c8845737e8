package dev.fude.converter.importer;

/** What a name in a foreign graph stands for. */
sealed interface Value
    permits Constant, Numbers, Laid, Uniform, BoxCount, Regrouped, Square, Spread {}
