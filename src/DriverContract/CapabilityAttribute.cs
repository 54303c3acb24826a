using System.Reflection;

namespace Valence.DriverContract;

/// <summary>Names a capability as people read it: in lists of drivers, in a 501, in metrics.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class CapabilityAttribute(string name) : Attribute
{
    /// <summary>One word, e.g. <c>compose</c>.</summary>
    public string Name => name;

    /// <summary>The capabilities that a driver of this type offers, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Of(Type driver) =>
        [.. driver.GetInterfaces().Select(NameOf).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>The name of a capability interface; null for any other type.</summary>
    public static string? NameOf(Type capability) => capability.GetCustomAttribute<CapabilityAttribute>()?.Name;
}
