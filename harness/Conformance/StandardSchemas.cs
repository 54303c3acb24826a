namespace Harness.Conformance;

/// <summary>Where a copy of the standard's JSON schemas lies on this machine; the project holds none.</summary>
public static class StandardSchemas
{
    public const string Variable = "REDFISH_SCHEMAS";

    private const string None = "none";

    /// <summary>
    /// The folder that <c>REDFISH_SCHEMAS</c> names, or <c>shared/data/redfish/json-schema</c> beside the checkout; null when there
    /// is none, or when the variable says <c>none</c>.
    /// </summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            if (named == None)
            {
                return null;
            }

            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"{Variable} names {named}, and there is no such folder.");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "redfish", "json-schema");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
