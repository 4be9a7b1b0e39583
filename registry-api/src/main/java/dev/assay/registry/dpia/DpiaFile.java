package dev.assay.registry.dpia;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The files that an assessment can be had as. */
public enum DpiaFile {
    WORD(
            "docx",
            "dpia.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Word"),
    PDF("pdf", "dpia.pdf", "application/pdf", "PDF"),
    EXCEL(
            "xlsx",
            "dpia.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Excel"),
    JSON("json", "dpia.json", "application/json", "JSON"),
    PIA("pia", "pia-import.json", "application/json", "CNIL PIA tool, front end"),
    PIA_BACK_END(
            "pia-back-end", "pia-back-end.json", "application/json", "CNIL PIA tool, back end"),
    PICTURE("png", "data-flow.png", "image/png", "Picture of the data flow"),
    PACK("zip", "dpia-pack.zip", "application/zip", "All of them");

    private final String key;
    private final String fileName;
    private final String mediaType;
    private final String words;

    DpiaFile(String key, String fileName, String mediaType, String words) {
        this.key = key;
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.words = words;
    }

    /** Its name in addresses. */
    public String key() {
        return key;
    }

    public String fileName() {
        return fileName;
    }

    public String mediaType() {
        return mediaType;
    }

    public String words() {
        return words;
    }

    public static Optional<DpiaFile> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    /** Writes it; the same assessment is always the same bytes. */
    public void write(Assessment assessment, Draft.Organisation organisation, OutputStream to)
            throws IOException {
        switch (this) {
            case WORD -> WordFile.write(assessment, FlowPicture.draw(assessment.flow()), to);
            case PDF -> PdfFile.write(assessment, FlowPicture.draw(assessment.flow()), to);
            case EXCEL ->
                    new WorkbookFile(
                                    organisation,
                                    assessment.head().pin(),
                                    assessment.head().pinnedAt())
                            .write(assessment, to);
            case JSON -> to.write(JsonFile.bytes(JsonFile.of(assessment, true)));
            case PIA -> to.write(JsonFile.bytes(PiaFile.frontEnd(assessment)));
            case PIA_BACK_END -> to.write(JsonFile.bytes(PiaFile.backEnd(assessment)));
            case PICTURE -> to.write(FlowPicture.draw(assessment.flow()).png());
            case PACK -> Pack.write(assessment, organisation, to);
        }
    }
}
