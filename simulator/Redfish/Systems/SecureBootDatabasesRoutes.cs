using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class SecureBootDatabaseUris
{
    public static string Databases(ComputerSystem system) => $"{SystemUris.SecureBoot(system)}/SecureBootDatabases";
}

/// <summary>SecureBootDatabase v1_0_3: the UEFI key stores. Of their contents this firmware tells only whether there is a platform key.</summary>
internal static class SecureBootDatabasesRoutes
{
    // By their UEFI names: platform key, key exchange keys, what is allowed, what is forbidden.
    private static readonly string[] Ids = ["PK", "KEK", "db", "dbx"];

    public static RedfishRoutes MapSecureBootDatabases(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{SystemUris.Systems}/{{id}}/SecureBoot/SecureBootDatabases", "SecureBootDatabase", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(SecureBootDatabaseUris.Databases(s), $"Secure boot databases of {s.Name}", Ids) : null)
        .Resource(
            $"{SystemUris.Systems}/{{id}}/SecureBoot/SecureBootDatabases/{{database}}", SecureBootDatabasesJsonContext.Default.SecureBootDatabaseJson,
            context => SystemsRoutes.Find(pod, context) is { } s && Ids.Contains(RedfishRoutes.Id(context, "database"))
                ? new SecureBootDatabaseJson(s, RedfishRoutes.Id(context, "database")) : null);
}

internal sealed class SecureBootDatabaseJson(ComputerSystem system, string database)
    : Resource($"{SecureBootDatabaseUris.Databases(system)}/{database}", Type, database, $"Secure boot database {database} of {system.Name}"), IResource
{
    public static string Type => "#SecureBootDatabase.v1_0_3.SecureBootDatabase";

    public string DatabaseId => Id;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SecureBootDatabaseJson))]
internal sealed partial class SecureBootDatabasesJsonContext : JsonSerializerContext;
