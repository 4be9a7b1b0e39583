package dev.assay.scanners.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a value was found in the code. */
public enum Via {
    /** It stands there as written. */
    @JsonProperty("plain")
    PLAIN,
    /** It was put together from constants. */
    @JsonProperty("folded")
    FOLDED,
    /** It was hidden by an encoding (base64, hex, character codes, reversal). */
    @JsonProperty("decoded")
    DECODED,
    /** It was seen while the code ran. */
    @JsonProperty("observed")
    OBSERVED
}
