using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Fields that many resources have.</summary>
internal static class Fields
{
    /// <summary>Set by whoever creates it, or else made.</summary>
    public static Field<T> Uuid<T>(int since)
        where T : StoredResource => new("uuid", since, (r, _) => r.Uuid)
        {
            Set = (r, v) => r with { Uuid = Json.Uuid(v) ?? r.Uuid },
            Check = Checks.Uuid, When = Settable.OnCreate, IsShort = true, IsSortable = true,
        };

    public static IEnumerable<Field<T>> Times<T>(int since)
        where T : StoredResource =>
    [
        new("created_at", since, (r, _) => Json.Time(r.CreatedAt)) { IsSortable = true },
        new("updated_at", since, (r, _) => Json.Time(r.UpdatedAt)) { IsSortable = true },
    ];

    public static Field<T> Links<T>(int since, string path)
        where T : StoredResource => new("links", since, (r, wire) => wire.Links($"{path}/{r.Uuid}")) { IsShort = true };

    public static Field<T> Text<T>(string name, int since, Func<T, string?> get, Func<T, string?, T> set) =>
        new(name, since, (r, _) => get(r)) { Set = (r, v) => set(r, Json.Text(v)), Check = Checks.Text(), IsSortable = true };

    /// <summary>False and true, or the words that Ironic takes for them; null is <paramref name="absent"/>.</summary>
    public static Field<T> Flag<T>(string name, int since, Func<T, bool> get, Func<T, bool, T> set, bool absent = false) =>
        new(name, since, (r, _) => get(r)) { Set = (r, v) => set(r, Json.OptionalFlag(v) ?? absent), Check = Checks.Flag, IsSortable = true };

    /// <summary>An object with any members; secrets in it are masked in answers, and kept by patches.</summary>
    public static Field<T> Document<T>(string name, int since, Func<T, JsonObject> get, Func<T, JsonObject, T> set) =>
        new(name, since, (r, _) => Secrets.Masked(get(r))) { Raw = get, Set = (r, v) => set(r, Json.Object(v)), Check = Checks.Object };

    /// <summary>The node that a resource belongs to, by UUID or name in requests.</summary>
    public static Field<T> NodeUuid<T>(int since, Func<T, string> get, Func<T, string, T> set) => new("node_uuid", since, (r, _) => get(r))
    {
        Set = (r, v) => set(r, Json.Text(v) ?? ""), Check = Checks.Text(), IsMandatory = true, IsSortable = true,
    };
}
