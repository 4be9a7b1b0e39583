package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.text.RecipientPlaces;

import java.util.Map;

/** Tells constant addresses in places that say who receives something. */
final class Recipients {

    private final Report report;

    Recipients(Report report) {
        this.report = report;
    }

    static boolean isPlace(String path) {
        return RecipientPlaces.isPlace(path);
    }

    static boolean isCopy(String path) {
        return RecipientPlaces.isCopy(path);
    }

    static boolean isHook(String path) {
        return RecipientPlaces.isHook(path);
    }

    /** Adds a fact if the field is a recipient place with a constant that is an address. */
    void check(Payload.Field field, String destination) {
        if (isPlace(field.path())) {
            for (var text : field.texts()) {
                if (text.isWhole() && RecipientPlaces.isAddress(field.path(), text.text())) {
                    add(
                            field,
                            text,
                            RecipientPlaces.address(text.text()),
                            field.path(),
                            destination);
                } else {
                    for (var part : RecipientPlaces.parts(text.text())) {
                        if (RecipientPlaces.isEmail(part)) {
                            add(field, text, part, field.path(), destination);
                        }
                    }
                }
            }
        } else {
            for (var text : field.texts()) {
                inText(field, text, destination);
            }
        }
    }

    /** Adds a fact for each constant address in a field of what stands at a recipient place. */
    void within(Payload.Field field, String place) {
        if (!RecipientPlaces.holdsAddress(field.path())) {
            return;
        }
        for (var text : field.texts()) {
            if (text.isWhole() && RecipientPlaces.isEmail(text.text())) {
                add(field, text, RecipientPlaces.address(text.text()), place, place);
            }
        }
    }

    private void inText(Payload.Field field, Text text, String destination) {
        for (var written : RecipientPlaces.inText(text.text())) {
            add(field, text, written.address(), written.place(), destination);
        }
    }

    void add(Payload.Field field, Text text, String address, String place, String destination) {
        report.add(
                FindingKind.CONSTANT_RECIPIENT,
                address,
                text.via(),
                field.script(),
                field.node(),
                Map.of("field", place, "destination", destination));
    }
}
