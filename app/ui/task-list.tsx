import type { ReactNode } from 'react';
import { type BadgeTone, StatusBadge } from './status-badge.tsx';

export interface Task {
  title: string;
  /** Without it the task cannot be started yet. */
  href?: string;
  hint?: ReactNode;
  status: string;
  tone?: BadgeTone;
}

/** やることの一覧: the whole row is the link. */
export function TaskList({ tasks, label }: { tasks: readonly Task[]; label: string }) {
  return (
    <ul aria-label={label} className="border-t border-solid-gray-420">
      {tasks.map((task) => (
        <li
          key={task.title}
          className="relative flex flex-col gap-1 border-b border-solid-gray-420 py-3 has-[a:hover]:bg-solid-gray-50 sm:flex-row sm:items-center sm:gap-4"
        >
          <div className="flex-1">
            {task.href ? (
              <a href={task.href} className="text-std-17B-170 after:absolute after:inset-0">
                {task.title}
              </a>
            ) : (
              <span className="text-std-17N-170">{task.title}</span>
            )}
            {task.hint ? <p className="text-std-16N-170 text-solid-gray-700">{task.hint}</p> : null}
          </div>
          <div>
            <StatusBadge tone={task.tone}>{task.status}</StatusBadge>
          </div>
        </li>
      ))}
    </ul>
  );
}
