package dev.assay.registry.dpia;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;

import org.apache.pdfbox.pdfwriter.compress.CompressParameters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A document as PDF: tagged, titled, in its language, with fonts of its own and no time of making.
 */
final class PdfFile {

    private PdfFile() {}

    static void write(Assessment assessment, FlowPicture.Drawn picture, OutputStream to)
            throws IOException {
        XRLog.setLoggingEnabled(false);
        var image = "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
        var html = Html.of(assessment, image, picture.within(265, 145));
        var builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.useFont(
                () -> Fonts.file("DejaVuSans.ttf"), Fonts.FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(
                () -> Fonts.file("DejaVuSans-Bold.ttf"), Fonts.FAMILY, 700, FontStyle.NORMAL, true);
        // Nothing is ever fetched: the picture is in the document itself.
        builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
        builder.withProducer("Assay");
        builder.withHtmlContent(html, null);
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            var document = renderer.getPdfDocument();
            var pinned = calendar(assessment);
            var about = document.getDocumentInformation();
            about.setCreationDate(pinned);
            about.setModificationDate(pinned);
            about.setTitle(assessment.head().kind() + ": " + assessment.head().title());
            document.setDocumentId(
                    Long.parseUnsignedLong(assessment.content().hex().substring(0, 15), 16));
            document.save(to, CompressParameters.DEFAULT_COMPRESSION);
        }
    }

    private static Calendar calendar(Assessment assessment) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(assessment.head().pinnedAt().toEpochMilli());
        return calendar;
    }
}
