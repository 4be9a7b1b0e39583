package dev.assay.scanners.vendorbom;

/** What a vendor may send of one release, in the forms there are. */
final class VendorDocuments {

    static final String HASH = "ab".repeat(64);

    static final String TAGS =
            """
            SPDXVersion: SPDX-2.3
            DocumentComment: <text>of
            several: lines</text>
            PackageName: mail
            SPDXID: SPDXRef-mail
            PackageVersion: 1.0.0
            ExternalRef: PACKAGE-MANAGER purl pkg:npm/mail@1.0.0
            PackageName: inner
            SPDXID: SPDXRef-inner
            PackageVersion: 3.0.0
            PackageSupplier: Organization: Acme (post@acme.example)
            PackageLicenseConcluded: NOASSERTION
            PackageLicenseDeclared: ISC
            PackageChecksum: SHA512: HASH
            ExternalRef: PACKAGE-MANAGER purl pkg:npm/inner@3.0.0
            Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-mail
            """
                    .replace("HASH", HASH);

    static final String SPDX_2 =
            """
            { "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT",
              "packages": [
                { "SPDXID": "SPDXRef-mail", "name": "mail", "versionInfo": "1.0.0",
                  "externalRefs": [ { "referenceType": "purl", "referenceLocator": "pkg:npm/mail@1.0.0" } ] },
                { "SPDXID": "SPDXRef-inner", "name": "inner", "versionInfo": "3.0.0",
                  "supplier": "Organization: Acme (post@acme.example)",
                  "licenseConcluded": "NOASSERTION", "licenseDeclared": "ISC",
                  "checksums": [ { "algorithm": "SHA512", "checksumValue": "HASH" } ],
                  "externalRefs": [ { "referenceType": "purl", "referenceLocator": "pkg:npm/inner@3.0.0" } ] }
              ],
              "relationships": [
                { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                  "relatedSpdxElement": "SPDXRef-mail" } ] }
            """
                    .replace("HASH", HASH);

    static final String SPDX_3 =
            """
            { "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
              "@graph": [
                { "type": "CreationInfo", "@id": "_:made", "specVersion": "3.0.1" },
                { "type": "SpdxDocument", "spdxId": "urn:document", "rootElement": [ "urn:mail" ] },
                { "type": "software_Package", "spdxId": "urn:mail", "name": "mail",
                  "software_packageVersion": "1.0.0", "software_packageUrl": "pkg:npm/mail@1.0.0" },
                { "type": "software_Package", "spdxId": "urn:inner", "name": "inner",
                  "software_packageVersion": "3.0.0", "suppliedBy": "urn:acme",
                  "externalIdentifier": [
                    { "externalIdentifierType": "packageUrl", "identifier": "pkg:npm/inner@3.0.0" } ],
                  "verifiedUsing": [ { "type": "Hash", "algorithm": "sha512", "hashValue": "HASH" } ] },
                { "type": "Organization", "spdxId": "urn:acme", "name": "Acme" },
                { "type": "simplelicensing_LicenseExpression", "spdxId": "urn:isc",
                  "simplelicensing_licenseExpression": "ISC" },
                { "type": "Relationship", "spdxId": "urn:relation", "relationshipType": "hasDeclaredLicense",
                  "from": "urn:inner", "to": [ "urn:isc" ] } ] }
            """
                    .replace("HASH", HASH);

    private VendorDocuments() {}

    static String cycloneDx(String version) {
        return """
        {
          "bomFormat": "CycloneDX", "specVersion": "VERSION",
          "metadata": { "component": { "name": "mail", "version": "1.0.0", "purl": "pkg:npm/mail@1.0.0" } },
          "components": [
            { "group": "@acme", "name": "format", "version": "2.0.0", "purl": "pkg:npm/%40acme/format@2.0.0",
              "supplier": { "name": "Acme" },
              "hashes": [ { "alg": "SHA-512", "content": "HASH" } ],
              "licenses": [ { "license": { "id": "MIT" } } ],
              "pedigree": { "ancestors": [ { "name": "older", "version": "1.0.0" } ] },
              "components": [ { "name": "inner", "version": "3.0.0", "purl": "pkg:npm/inner@3.0.0" } ] }
          ]
        }
        """
                .replace("VERSION", version)
                .replace("HASH", HASH);
    }

    static String cycloneDxXml(String version) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/VERSION" version="1">
          <metadata>
            <component type="application"><name>mail</name><version>1.0.0</version>
              <purl>pkg:npm/mail@1.0.0</purl></component>
          </metadata>
          <components>
            <component type="library">
              <supplier><name>Acme</name></supplier>
              <group>@acme</group><name>format</name><version>2.0.0</version>
              <hashes><hash alg="SHA-512">HASH</hash></hashes>
              <licenses><license><id>MIT</id></license></licenses>
              <purl>pkg:npm/%40acme/format@2.0.0</purl>
              <pedigree><ancestors><component type="library"><name>older</name>
                <version>1.0.0</version></component></ancestors></pedigree>
              <components>
                <component type="library"><name>inner</name><version>3.0.0</version>
                  <purl>pkg:npm/inner@3.0.0</purl></component>
              </components>
            </component>
          </components>
        </bom>
        """
                .replace("VERSION", version)
                .replace("HASH", HASH);
    }
}
