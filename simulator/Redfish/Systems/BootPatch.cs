using System.Collections.Immutable;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>The <c>Boot</c> object of a PATCH, the same on a system and on a composed node.</summary>
internal static class BootPatch
{
    /// <returns>The override after the PATCH, and what becomes of the boot menu. Problems are noted on the reader.</returns>
    public static (BootOverride Boot, Func<BootMenu, BootMenu> Menu) Read(BodyReader reader, ComputerSystem system)
    {
        var present = system.State.Boot;
        if (reader.Object("Boot") is not { } boot)
        {
            return (present, menu => menu);
        }

        var next = present with
        {
            Target = boot.OneOf<BootTarget>("BootSourceOverrideTarget") ?? present.Target,
            Enabled = boot.OneOf<BootEnabled>("BootSourceOverrideEnabled") ?? present.Enabled,
            Mode = boot.OneOf<BootMode>("BootSourceOverrideMode") ?? present.Mode,
        };
        var options = BootOptionJson.References(system);
        var order = ReadOrder(boot, options);
        var bootNext = boot.TextOrNull("BootNext", out var hasBootNext);
        if (bootNext is { Length: > 0 } && !options.Contains(bootNext))
        {
            boot.Problem(RedfishMessages.PropertyValueNotInList(boot.Pointer("BootNext"), bootNext, options));
        }

        var uri = boot.TextOrNull("HttpBootUri", out var hasUri);
        if (uri is { Length: > 0 } && !(Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
        {
            boot.Problem(RedfishMessages.PropertyValueFormatError(boot.Pointer("HttpBootUri"), uri, "an http or https URI"));
        }

        boot.ReadOnly(["BootOptions", "BootOrderPropertySelection"]);
        boot.NothingElse();
        return (next, menu => menu with
        {
            Order = order ?? menu.Order,
            Next = hasBootNext ? Something(bootNext) : menu.Next,
            HttpUri = hasUri ? Something(uri) : menu.HttpUri,
        });
    }

    // The whole menu in another order: an option cannot get lost.
    private static ImmutableList<string>? ReadOrder(BodyReader boot, IReadOnlyList<string> options)
    {
        if (boot.Find("BootOrder") is not { } value)
        {
            return null;
        }

        var pointer = boot.Pointer("BootOrder");
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
        {
            boot.Problem(RedfishMessages.PropertyValueTypeError(pointer, value.GetRawText(), "an array of strings"));
            return null;
        }

        var order = value.EnumerateArray().Select(v => v.GetString()!).ToImmutableList();
        var unknown = order.Except(options).ToList();
        if (unknown.Count > 0)
        {
            boot.Problem(RedfishMessages.PropertyValueNotInList(pointer, unknown[0], options));
        }
        else if (order.Count != options.Count || order.Distinct().Count() != options.Count)
        {
            boot.Problem(RedfishMessages.PropertyValueFormatError(pointer, value.GetRawText(), $"every one of {string.Join(", ", options)} once"));
        }

        return order;
    }

    private static string? Something(string? text) => text is { Length: 0 } ? null : text;
}
