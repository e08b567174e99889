using System.Text.Json;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>
/// The append-only file of committed work, one line of JSON each; without a file nothing outlives the process. At start it is replayed, a torn last
/// line is forgotten, and the file is written anew with what is left. A line is handed to the operating system before its request is answered, so
/// that a killed process loses nothing it has told anyone.
/// </summary>
internal sealed class Journal(SandboxOptions options, SandboxStore store) : IDisposable
{
    private const int RowsPerLine = 200;
    private JournalLineWriter _writer = new();
    private FileStream? _file;

    public void Dispose() => _file?.Dispose();

    /// <summary>Replays the file into the store and makes it ready for appending.</summary>
    public void Open()
    {
        if (options.DataFile is not { } path)
            return;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        if (File.Exists(path))
            Replay(path);
        Rewrite();
    }

    /// <summary>Appends what a unit of work did; nothing for one that only read.</summary>
    public void Append(UnitOfWork work)
    {
        if (_file is null || (work.Written.Count | work.Removed.Count | work.Scheduled.Count | work.Unscheduled.Count) == 0)
            return;
        _file.Write(_writer.Write(work.Written, work.Removed, work.Scheduled, work.Unscheduled).Span);
        _file.Flush();
    }

    /// <summary>Replaces the file by one that holds the present state and nothing else.</summary>
    public void Rewrite()
    {
        if (options.DataFile is not { } path)
            return;
        _file?.Dispose();
        _writer = new JournalLineWriter();
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            foreach (var rows in store.Tables.SelectMany(table => table.OldestFirst).Chunk(RowsPerLine))
                file.Write(_writer.Write(rows, [], [], []).Span);
            file.Write(_writer.Write([], [], store.Due.Entries, []).Span);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
    }

    private void Replay(string path)
    {
        var reader = new JournalLineReader(store);
        using var lines = new StreamReader(path);
        while (lines.ReadLine() is { } line)
        {
            try
            {
                reader.Apply(System.Text.Encoding.UTF8.GetBytes(line));
            }
            catch (JsonException) when (lines.EndOfStream)
            {
                // The process died while it wrote this line: its request was never answered.
                return;
            }
        }
    }
}
