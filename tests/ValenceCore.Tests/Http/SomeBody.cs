using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ValenceCore.Tests.Http;

/// <summary>Bodies that no route takes, and random ones of the names and values that the routes know.</summary>
internal static class SomeBody
{
    private static readonly string[] Names =
    [
        "name", "description", "podm_id", "flavor_id", "properties", "memory", "capacity_mib", "type", "processor", "total_cores", "model",
        "pci_device", "storage", "capacity_gib", "pooled", "url", "driver", "authentication", "auth_items", "username", "password", "verify_ca",
        "location", "resource_uri", "uuid", "node_index", "Reset", "Type", "Boot", "Enabled", "Target", "Mode", "attach", "detach",
        "resource_id", "driver_info", "extra", "manage", "show_detail", "", "x", "sealed_body", "status",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "1.5", "1e400", "-1e400", "99999999999999999999", "2147483648", "\"\"", "\" \"", "\"1\"", "\"-1\"",
        "\"On\"", "\"Pxe\"", "\"Once\"", "\"SSD\"", "\"basic\"", "\"redfish\"", "\"http://127.0.0.1:1\"", "\"http://\"", "\"file:///etc/passwd\"",
        "\"/etc/passwd\"", "\"sha256:00\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\r\\n\"", "\"' OR 1=1 --\"", "\"../../x\"", "\"ÄÖÜ\"", "[]", "{}", "[[]]",
        "[null]", "[{}]", "[1]",
    ];

    /// <summary>Refused by everything that reads a body, whatever it is meant for.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> Broken = new Dictionary<string, byte[]>
    {
        ["an array"] = "[]"u8.ToArray(),
        ["an array of objects"] = "[{}]"u8.ToArray(),
        ["null"] = "null"u8.ToArray(),
        ["a number"] = "7"u8.ToArray(),
        ["a text"] = "\"name\""u8.ToArray(),
        ["half an object"] = "{\"name\": "u8.ToArray(),
        ["two objects"] = "{}{}"u8.ToArray(),
        ["a comment"] = "{/* name */}"u8.ToArray(),
        ["a comma too many"] = "{\"name\": \"a\",}"u8.ToArray(),
        ["NaN"] = "{\"name\": NaN}"u8.ToArray(),
        ["single quotes"] = "{'name': 'a'}"u8.ToArray(),
        ["a key twice"] = "{\"name\": \"a\", \"name\": \"b\"}"u8.ToArray(),
        ["an inner key twice"] = "{\"properties\": {\"memory\": {\"type\": \"a\", \"type\": \"b\"}}}"u8.ToArray(),
        ["invalid UTF-8"] = [.. "{\"name\": \""u8, 0xff, 0xfe, .. "\"}"u8],
        ["invalid UTF-8 in a key"] = [.. "{\""u8, 0xc3, .. "\": 1}"u8],
        ["half a surrogate pair"] = "{\"name\": \"\\ud800\"}"u8.ToArray(),
        ["half a surrogate pair in a key"] = "{\"\\udc00\": 1}"u8.ToArray(),
        ["half a surrogate pair deep inside"] = "{\"properties\": {\"x\": [[\"\\ud800\"]]}}"u8.ToArray(),
        ["U+0000"] = "{\"name\": \"a\\u0000b\"}"u8.ToArray(),
        ["a UTF-16 body"] = Encoding.Unicode.GetBytes("{\"name\": \"a\"}"),
        ["a form"] = "name=a&url=b"u8.ToArray(),
        ["a page"] = "<html></html>"u8.ToArray(),
        ["deep objects"] = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)),
        ["deep arrays"] = Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}"),
        ["10 MB"] = Encoding.ASCII.GetBytes("{\"name\": \"" + new string('a', 10_000_000) + "\"}"),
    };

    public static readonly Gen<string> Any = Object(4);

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements(Values)
        : Gen.Frequency((2, Object(depth)), (3, Gen.Elements(Values)), (1, Value(depth - 1).ArrayOf().Select(v => $"[{string.Join(',', v.Take(3))}]")));

    private static Gen<string> Object(int depth) =>
        (from name in Gen.Elements(Names) from value in Value(depth - 1) select (name, value))
        .ArrayOf()
        .Select(pairs => $"{{{string.Join(',', pairs.DistinctBy(pair => pair.name).Take(5).Select(pair => $"\"{pair.name}\":{pair.value}"))}}}");
}
