using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simulator.Redfish;

/// <summary>Reads the values of accounts, roles and policies from a body; every problem is noted on the reader.</summary>
internal static partial class AccountValues
{
    private const int MaxNameLength = 64;

    /// <summary>A user name as HTTP Basic can carry it: no colon, no control characters.</summary>
    public static string? UserName(BodyReader reader)
    {
        if (reader.Text("UserName") is not { } name)
        {
            return null;
        }

        if (name.Length is 0 or > MaxNameLength || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(
                reader.Pointer("UserName"), name, $"a name of 1 to {MaxNameLength} characters without colons and control characters"));
            return null;
        }

        return name;
    }

    public static string? Password(BodyReader reader, AccountPolicy policy)
    {
        if (reader.Secret("Password") is not { } password)
        {
            return null;
        }

        if (password.Length < policy.MinPasswordLength)
        {
            reader.Problem(AccountMessages.PasswordTooShort(reader.Pointer("Password"), policy.MinPasswordLength));
        }

        if (password.Length > AccountPolicy.MaxPasswordLength)
        {
            reader.Problem(AccountMessages.PasswordTooLong(reader.Pointer("Password"), AccountPolicy.MaxPasswordLength));
        }

        return password;
    }

    public static string? RoleId(BodyReader reader, AccountsSnapshot accounts) =>
        reader.OneOf("RoleId", [.. accounts.Roles.Values.Select(r => r.Id)]);

    /// <summary>The id of a new role: a segment of a URI that needs no escape.</summary>
    public static string? NewRoleId(BodyReader reader)
    {
        if (reader.Text("RoleId") is not { } id)
        {
            return null;
        }

        if (!Segment().IsMatch(id) || id == "Members")
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(
                reader.Pointer("RoleId"), id, $"a name of 1 to {MaxNameLength} letters, digits, dashes and underscores other than Members"));
            return null;
        }

        return id;
    }

    /// <summary>Privileges by the rules of arrays in a PATCH: <c>null</c> removes the one at its index, <c>{}</c> keeps it, a text sets it.</summary>
    public static ImmutableArray<Privilege>? Privileges(BodyReader reader, ImmutableArray<Privilege> present)
    {
        const string Property = "AssignedPrivileges";
        if (reader.Find(Property) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(Property), value.GetRawText(), "an array"));
            return null;
        }

        var privileges = new List<Privilege>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var pointer = reader.Pointer($"{Property}/{index}");
            switch (item.ValueKind)
            {
                case JsonValueKind.Null:
                    break;
                case JsonValueKind.Object when index < present.Length && !item.EnumerateObject().Any():
                    privileges.Add(present[index]);
                    break;
                case JsonValueKind.String when Array.IndexOf(Enum.GetNames<Privilege>(), item.GetString()) is >= 0:
                    privileges.Add(Enum.Parse<Privilege>(item.GetString()!));
                    break;
                case JsonValueKind.String:
                    reader.Problem(RedfishMessages.PropertyValueNotInList(pointer, item.GetString()!, Enum.GetNames<Privilege>()));
                    break;
                default:
                    reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, item.GetRawText(), "a string"));
                    break;
            }
        }

        return [.. privileges.Distinct()];
    }

    /// <summary>A whole number in a range, both ends in it.</summary>
    public static int? Number(BodyReader reader, string name, int least, int most)
    {
        if (reader.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !IsWhole(value))
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(name), value.GetRawText(), "a whole number"));
            return null;
        }

        if (value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        reader.Problem(RedfishMessages.PropertyValueOutOfRange(reader.Pointer(name), value.GetRawText(), $"from {least} to {most}"));
        return null;
    }

    // Large numbers are whole but out of range.
    private static bool IsWhole(JsonElement value) => value.TryGetInt64(out _) || Math.Abs(value.GetDouble()) >= long.MaxValue;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Segment();
}
