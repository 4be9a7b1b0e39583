package dev.assay.scanners.vendorbom;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of reading a vendor's document. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BomReading.Read.class, name = "read"),
    @JsonSubTypes.Type(value = BomReading.Unreadable.class, name = "unreadable")
})
public sealed interface BomReading {

    /** It was read. */
    record Read(VendorBom bom) implements BomReading {}

    /**
     * It was not.
     *
     * @param line where the problem is, from 1; 0 where it is the document's as a whole
     */
    record Unreadable(int line, String problem) implements BomReading {}
}
