using System.Xml.Linq;

namespace Simulator.Redfish;

/// <summary>One schema that this service describes itself: a CSDL file (OData CSDL 4.0) among its own resources.</summary>
/// <param name="FileName"><c>ComposedNode_v1.xml</c>.</param>
/// <param name="Namespaces">Of the file, without a version first: <c>ComposedNode</c>, <c>ComposedNode.v1_1_0</c>.</param>
internal sealed record OemSchema(string FileName, IReadOnlyList<string> Namespaces, byte[] Csdl)
{
    /// <summary>Where the files are read.</summary>
    public const string Folder = $"{ServiceRootRoutes.Root}/Schemas/";

    private const string Resources = "csdl/";

    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    /// <summary>
    /// What Intel RSD adds to the standard and no publisher serves any more, and the Swordfish types in the form that it uses. Read once.
    /// </summary>
    public static IReadOnlyList<OemSchema> All { get; } = [.. Read()];

    public string Uri => Folder + FileName;

    /// <summary>As JsonSchemas names it: the namespace whose types resources have.</summary>
    public string Id => Namespaces[^1];

    /// <summary>The type that the file is named for, or the first it has.</summary>
    public string MainType
    {
        get
        {
            var types = Document.Descendants(Edm + "Schema").Last().Elements().Select(e => e.Attribute("Name")?.Value).OfType<string>().ToList();
            var own = Id.Split('.')[0];
            return $"#{Id}.{(types.Contains(own) ? own : types[0])}";
        }
    }

    public XDocument Document => XDocument.Load(new MemoryStream(Csdl));

    /// <summary>The schema of that id, or of the type <c>#Id.Type</c>; null for those of the standard.</summary>
    public static OemSchema? Find(string id) => All.FirstOrDefault(s => s.Id == id);

    private static IEnumerable<OemSchema> Read()
    {
        var assembly = typeof(OemSchema).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var csdl = bytes.ToArray();
            var namespaces = XDocument.Load(new MemoryStream(csdl)).Descendants(Edm + "Schema").Select(s => s.Attribute("Namespace")!.Value);
            yield return new OemSchema(resource[Resources.Length..], [.. namespaces], csdl);
        }
    }
}
