using System.Reflection;
using System.Runtime.Loader;

namespace ValenceCore.Drivers;

/// <summary>
/// Where one driver library lives with its own copies of what it needs, so that two vendors may bring two versions of the same package. The
/// contract, the framework and the logging it uses are those of the core: types that cross the border must be the same on both sides.
/// </summary>
internal sealed class DriverLoadContext(string library) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(library))
{
    private readonly AssemblyDependencyResolver resolver = new(library);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == typeof(ContractVersion).Assembly.GetName().Name)
        {
            return typeof(ContractVersion).Assembly;
        }

        if (IsOfThePlatform(assemblyName))
        {
            return null;
        }

        return resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    /// <summary>Part of .NET or ASP.NET Core: never a copy that a package brought along.</summary>
    private static bool IsOfThePlatform(AssemblyName name)
    {
        try
        {
            var ours = Default.LoadFromAssemblyName(new AssemblyName(name.Name!));
            var folder = Path.GetDirectoryName(ours.Location);
            return folder is not null && folder.Contains($"{Path.DirectorySeparatorChar}shared{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return false;
        }
    }
}
