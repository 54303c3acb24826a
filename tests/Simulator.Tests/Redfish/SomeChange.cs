using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Simulator.Tests.Redfish;

/// <summary>Random changes of a resource: its own properties, down into its objects, with values it has, values like them, and others.</summary>
internal static class SomeChange
{
    private static readonly string[] Others = ["null", "true", "false", "0", "1", "-1", "2147483648", "1.5", "\"\"", "\"x\"", "\"Off\"", "\"Lit\"", "[]", "{}", "[null]", "[{}]"];

    public static Gen<string> Of(JsonElement resource) =>
        resource.ValueKind != JsonValueKind.Object || !resource.EnumerateObject().Any()
            ? Gen.Constant("{}")
            : from names in Gen.Elements<JsonProperty>(resource.EnumerateObject()).NonEmptyListOf()
              from changes in Gen.CollectToList(names.DistinctBy(n => n.Name).Take(3), Property)
              select $"{{{string.Join(',', changes)}}}";

    private static Gen<string> Property(JsonProperty property) =>
        Value(property.Value).Select(value => $"{JsonSerializer.Serialize(property.Name)}:{value}");

    private static Gen<string> Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => Gen.Frequency((4, Of(value)), (1, Gen.Elements(Others))),
        JsonValueKind.String => Gen.Elements([value.GetRawText(), "\"x\"", "\"\"", "\"None\"", "\"Enabled\"", "null", "7"]),
        JsonValueKind.Number => Gen.Elements([value.GetRawText(), "0", "-1", "60", "99999999999999999999", "\"1\"", "null"]),
        JsonValueKind.True or JsonValueKind.False => Gen.Elements(["true", "false", "null", "\"true\""]),
        _ => Gen.Elements([value.GetRawText(), .. Others]),
    };
}
