using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harness.Conformance.Walking;

/// <summary>A type as <c>@odata.type</c> writes it: <c>#Chassis.v1_28_0.Chassis</c>, <c>#ChassisCollection.ChassisCollection</c>.</summary>
/// <param name="Space">The namespace: <c>Chassis.v1_28_0</c>.</param>
/// <param name="Version">Null of what has none.</param>
public sealed partial record TypeName(string Space, SchemaVersion? Version, string Name)
{
    public const string CollectionSuffix = "Collection";

    /// <summary>The namespace without its version, which names the schema.</summary>
    public string Schema => Space.Split('.')[0];

    public bool IsCollection => Version is null && Name.EndsWith(CollectionSuffix, StringComparison.Ordinal);

    public static TypeName? Parse(string? text) => text is not null && Form().Match(text) is { Success: true } match
        ? new TypeName(match.Groups["space"].Value, SchemaVersion.Parse(match.Groups["version"].Value), match.Groups["name"].Value)
        : null;

    /// <summary>The short name of a body's type, or null.</summary>
    public static string? Of(JsonElement body) => Parse(body.Text("@odata.type"))?.Name;

    [GeneratedRegex(@"^#(?<space>[A-Za-z_]\w*(\.(?<version>v\d+_\d+_\d+))?)\.(?<name>[A-Za-z_]\w*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}

/// <summary><c>v1_28_0</c>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SchemaVersion(int Major, int Minor, int Errata) : IComparable<SchemaVersion>
{
    public static SchemaVersion? Parse(string text) =>
        text.TrimStart('v').Split('_') is [var a, var b, var c] && int.TryParse(a, out var major) && int.TryParse(b, out var minor) && int.TryParse(c, out var errata)
            ? new SchemaVersion(major, minor, errata)
            : null;

    public int CompareTo(SchemaVersion other) => (Major, Minor, Errata).CompareTo((other.Major, other.Minor, other.Errata));

    public override string ToString() => $"v{Major}_{Minor}_{Errata}";
}
