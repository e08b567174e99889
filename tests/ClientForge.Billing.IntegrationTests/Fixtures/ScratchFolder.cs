namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>
/// A folder for one test run. The run holds a lock beside it that the kernel lets go of however the run ends, so the
/// next run recognises what a killed one left behind and sweeps it.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "clientforge-billing-tests");

    private readonly FileStream held;

    private ScratchFolder(string path, FileStream held)
    {
        FullName = path;
        this.held = held;
    }

    public string FullName { get; }

    public static ScratchFolder Create()
    {
        Directory.CreateDirectory(Root);
        Sweep();
        var path = Path.Combine(Root, Path.GetRandomFileName());
        var held = new FileStream($"{path}.lock", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(path);
        return new ScratchFolder(path, held);
    }

    public void Dispose()
    {
        Remove(FullName);
        File.Delete(held.Name);
        held.Dispose();
    }

    private static void Sweep()
    {
        foreach (var lockFile in Directory.GetFiles(Root, "*.lock"))
        {
            try
            {
                using var free = new FileStream(lockFile, FileMode.Open, FileAccess.Write, FileShare.None);
                Remove(Path.ChangeExtension(lockFile, null));
                File.Delete(lockFile);
            }
            catch (IOException)
            {
                // Its run is alive, or another run sweeps it at this moment.
            }
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
