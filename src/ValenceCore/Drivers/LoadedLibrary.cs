using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ValenceCore.Drivers;

/// <summary>A library of the drivers folder after it was looked into: its drivers, or why there are none. Looking never throws.</summary>
/// <param name="IsLoaded">True when its code is in this process, where it stays.</param>
internal sealed record LoadedLibrary(string Stamp, bool IsLoaded, IReadOnlyList<DriverEntry> Entries)
{
    public static LoadedLibrary From(DriverLibrary library)
    {
        var name = Path.GetFileNameWithoutExtension(library.Path);
        LoadedLibrary Broken(string problem, bool isLoaded = false) =>
            new(library.Stamp, isLoaded, [DriverEntry.Broken(name, library.Path, problem)]);

        // Read before it is loaded, for what is loaded cannot be taken out again.
        if (ContractOf(library.Path, out var unreadable) is not { } contract)
        {
            return Broken(unreadable ?? $"it does not use {typeof(ContractVersion).Assembly.GetName().Name}, so it is no driver");
        }

        if (ContractVersion.Problem(contract) is { } mismatch)
        {
            return Broken(mismatch);
        }

        try
        {
            var assembly = new DriverLoadContext(library.Path).LoadFromAssemblyPath(library.Path);
            var factories = assembly.GetExportedTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IPodDriverFactory).IsAssignableFrom(type)).ToList();
            return factories.Count == 0
                ? Broken($"it holds no public class that implements {nameof(IPodDriverFactory)}", isLoaded: true)
                : new LoadedLibrary(library.Stamp, IsLoaded: true, [.. factories.Select(type => Entry(type, library.Path, contract))]);
        }
        catch (Exception exception)
        {
            // A vendor's code runs here; whatever it throws is its problem and not the core's.
            return Broken($"it cannot be loaded: {Told(exception)}", isLoaded: true);
        }
    }

    private static DriverEntry Entry(Type type, string path, Version contract)
    {
        try
        {
            var entry = DriverEntry.Of((IPodDriverFactory)Activator.CreateInstance(type)!, path, contract);
            return Problem(entry) is { } problem ? DriverEntry.Broken(type.Name, path, problem) : entry;
        }
        catch (Exception exception)
        {
            return DriverEntry.Broken(type.Name, path, $"its factory {type.Name} cannot be made: {Told(exception)}");
        }
    }

    private static string? Problem(DriverEntry entry) =>
        entry.Names.Any(string.IsNullOrWhiteSpace) ? "it gives no name"
        : entry.Capabilities.Count == 0 ? $"its driver type {entry.Factory!.DriverType.Name} implements no capability of the contract"
        : null;

    /// <summary>The contract that a library refers to; null when it refers to none or is no library.</summary>
    private static Version? ContractOf(string path, out string? problem)
    {
        problem = null;
        try
        {
            using var file = File.OpenRead(path);
            using var image = new PEReader(file);
            if (!image.HasMetadata)
            {
                problem = "it is no .NET library";
                return null;
            }

            var metadata = image.GetMetadataReader();
            return metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Where(reference => metadata.GetString(reference.Name) == typeof(ContractVersion).Assembly.GetName().Name)
                .Select(reference => reference.Version)
                .FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            problem = $"it cannot be read: {exception.Message}";
            return null;
        }
    }

    private static string Told(Exception exception) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Told(inner),
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => Told(first),
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };
}
