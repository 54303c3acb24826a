using System.Xml;
using System.Xml.Linq;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;

namespace Simulator.Redfish;

/// <summary>
/// The <c>$metadata</c> document: references to the standard's schemas that this service uses, and an entity container.
/// Written by the OData library from an EDM model.
/// </summary>
internal static class MetadataDocument
{
    public const string Publisher = "http://redfish.dmtf.org/schemas/v1/";

    /// <param name="schemas">See <see cref="SchemaCatalog.All"/>.</param>
    public static byte[] Write(IEnumerable<string> schemas)
    {
        var model = new EdmModel();
        model.AddElement(new EdmEntityContainer("Service", "Service"));
        model.SetEdmReferences(schemas.Select(s => s.Split('.')).GroupBy(s => s[0], StringComparer.Ordinal).Select(Reference));
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true }))
        {
            if (!CsdlWriter.TryWriteCsdl(model, writer, CsdlTarget.OData, out var errors))
            {
                throw new InvalidOperationException($"$metadata cannot be written: {string.Join("; ", errors)}");
            }
        }

        return WithoutEmptyAliases(buffer.ToArray());
    }

    // The library writes the alias of an include even when it has none, and an empty one is not a legal name.
    private static byte[] WithoutEmptyAliases(byte[] csdl)
    {
        var document = XDocument.Parse(System.Text.Encoding.UTF8.GetString(csdl));
        document.Descendants().Attributes("Alias").Where(a => a.Value.Length == 0).Remove();
        return System.Text.Encoding.UTF8.GetBytes($"{document.Declaration}\n{document}\n");
    }

    private static EdmReference Reference(IGrouping<string, string[]> schema)
    {
        var reference = new EdmReference(new Uri($"{Publisher}{schema.Key}_v1.xml"));
        reference.AddInclude(new EdmInclude(alias: null, schema.Key));
        foreach (var version in schema.Where(s => s.Length > 1))
        {
            reference.AddInclude(new EdmInclude(alias: null, string.Join('.', version)));
        }

        return reference;
    }
}
