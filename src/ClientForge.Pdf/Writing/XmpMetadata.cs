using System.Globalization;
using System.Text;
using System.Xml;

namespace ClientForge.Pdf.Writing;

/// <summary>The document's metadata as an XMP packet, with the claim of PDF/A-2b (ISO 19005-2).</summary>
internal static class XmpMetadata
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Xmp = "http://ns.adobe.com/xap/1.0/";
    private const string AdobePdf = "http://ns.adobe.com/pdf/1.3/";
    private const string PdfA = "http://www.aiim.org/pdfa/ns/id/";

    public static byte[] Create(PdfMetadata metadata, string producer)
    {
        using var output = new MemoryStream();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(output, settings))
        {
            xml.WriteProcessingInstruction("xpacket", "begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"");
            xml.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
            xml.WriteStartElement("rdf", "RDF", Rdf);
            xml.WriteStartElement("rdf", "Description", Rdf);
            xml.WriteAttributeString("rdf", "about", Rdf, "");
            WriteProperties(xml, metadata, producer);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteProcessingInstruction("xpacket", "end=\"w\"");
        }

        return output.ToArray();
    }

    private static void WriteProperties(XmlWriter xml, PdfMetadata metadata, string producer)
    {
        var created = metadata.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        xml.WriteElementString("pdfaid", "part", PdfA, "2");
        xml.WriteElementString("pdfaid", "conformance", PdfA, "B");
        WriteList(xml, "title", "Alt", metadata.Title);
        WriteList(xml, "creator", "Seq", metadata.Author);
        if (metadata.Subject.Length > 0)
            WriteList(xml, "description", "Alt", metadata.Subject);
        xml.WriteElementString("xmp", "CreatorTool", Xmp, metadata.Creator);
        xml.WriteElementString("xmp", "CreateDate", Xmp, created);
        xml.WriteElementString("xmp", "ModifyDate", Xmp, created);
        xml.WriteElementString("pdf", "Producer", AdobePdf, producer);
    }

    private static void WriteList(XmlWriter xml, string name, string kind, string value)
    {
        xml.WriteStartElement("dc", name, DublinCore);
        xml.WriteStartElement("rdf", kind, Rdf);
        xml.WriteStartElement("rdf", "li", Rdf);
        if (kind == "Alt")
            xml.WriteAttributeString("xml", "lang", null, "x-default");
        xml.WriteString(value);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
