using System.Xml;
using System.Xml.Linq;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;

namespace Simulator.Redfish;

/// <summary>
/// The <c>$metadata</c> document: references to the schemas that this service uses, the standard's and its own, and an entity container.
/// Written by the OData library from an EDM model.
/// </summary>
internal static class MetadataDocument
{
    private const string Publisher = "http://redfish.dmtf.org/schemas/v1/";

    // Types of the Storage Networking Industry Association that the standard republishes beside its own.
    private const string Swordfish = "http://redfish.dmtf.org/schemas/swordfish/v1/";

    /// <summary>Where a file of the standard's schemas is published: <c>Chassis_v1.xml</c>, <c>Chassis.v1_28_0.json</c>.</summary>
    public static string PublicationOf(string file) =>
        (file.StartsWith("Volume.", StringComparison.Ordinal) || file.StartsWith("Volume_", StringComparison.Ordinal)
         || file.StartsWith("VolumeCollection", StringComparison.Ordinal) ? Swordfish : Publisher) + file;

    /// <param name="schemas">See <see cref="SchemaCatalog.All"/>.</param>
    public static byte[] Write(IEnumerable<string> schemas)
    {
        var model = new EdmModel();
        model.AddElement(new EdmEntityContainer("Service", "Service"));
        model.SetEdmReferences(
            schemas.Where(s => OemSchema.Find(s) is null).Select(s => s.Split('.')).GroupBy(s => s[0], StringComparer.Ordinal).Select(Reference)
                .Concat(OemSchema.All.Select(Reference)));
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

    private static EdmReference Reference(OemSchema schema)
    {
        var reference = new EdmReference(new Uri(schema.Uri, UriKind.Relative));
        foreach (var included in schema.Namespaces)
        {
            reference.AddInclude(new EdmInclude(alias: null, included));
        }

        return reference;
    }

    private static EdmReference Reference(IGrouping<string, string[]> schema)
    {
        var reference = new EdmReference(new Uri(PublicationOf($"{schema.Key}_v1.xml")));
        reference.AddInclude(new EdmInclude(alias: null, schema.Key));
        foreach (var version in schema.Where(s => s.Length > 1))
        {
            reference.AddInclude(new EdmInclude(alias: null, string.Join('.', version)));
        }

        return reference;
    }
}
